package dev.yubin.standalone.transfer;

import dev.yubin.standalone.instance.CommandFailedException;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Properties;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.jspecify.annotations.Nullable;

/// An IMAP server as the command line names it: `imaps://[user@]host[:port]`, or `imap://…` with
/// STARTTLS, which only a server on this machine may lack.
///
/// @param user null where the URL has none
public record ImapServer(String host, int port, boolean implicitTls, @Nullable String user) {
  private static final Duration CONNECT = Duration.ofSeconds(30);
  private static final Duration SILENCE = Duration.ofMinutes(5);

  public static ImapServer of(URI url) {
    String scheme = String.valueOf(url.getScheme());
    if (url.getHost() == null || !(scheme.equals("imaps") || scheme.equals("imap"))) {
      throw new CommandFailedException(
          url + " is not of the form imaps://user@host:port, with %40 for an @ in the user's name");
    }
    boolean implicitTls = scheme.equals("imaps");
    int standard = implicitTls ? 993 : 143;
    return new ImapServer(
        url.getHost(),
        url.getPort() < 0 ? standard : url.getPort(),
        implicitTls,
        url.getUserInfo());
  }

  /// @param anyCertificate whether the server need not prove who it is
  public IMAPStore logIn(String name, String password, boolean anyCertificate) {
    String protocol = implicitTls ? "imaps" : "imap";
    Properties settings = new Properties();
    set(settings, protocol, "connectiontimeout", CONNECT.toMillis());
    set(settings, protocol, "timeout", SILENCE.toMillis());
    set(settings, protocol, "writetimeout", SILENCE.toMillis());
    set(settings, protocol, "ssl.checkserveridentity", !anyCertificate);
    if (anyCertificate) {
      set(settings, protocol, "ssl.trust", "*");
    }
    if (!implicitTls && !isOnThisMachine()) {
      set(settings, protocol, "starttls.enable", true);
      set(settings, protocol, "starttls.required", true);
    }
    try {
      IMAPStore store = (IMAPStore) Session.getInstance(settings).getStore(protocol);
      store.connect(host, port, name, password);
      return store;
    } catch (AuthenticationFailedException e) {
      throw new CommandFailedException(
          "%s:%d refused name or password of %s: %s".formatted(host, port, name, e.getMessage()),
          e);
    } catch (MessagingException e) {
      throw new CommandFailedException(
          "%s:%d cannot be used: %s".formatted(host, port, reason(e)), e);
    }
  }

  private static void set(Properties settings, String protocol, String name, Object value) {
    settings.setProperty("mail." + protocol + "." + name, value.toString());
  }

  private boolean isOnThisMachine() {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private static String reason(MessagingException e) {
    Exception cause = e.getNextException();
    return e.getMessage() + (cause == null ? "" : " (" + cause.getMessage() + ")");
  }
}
