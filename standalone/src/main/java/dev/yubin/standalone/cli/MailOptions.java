package dev.yubin.standalone.cli;

import dev.yubin.standalone.instance.CommandFailedException;
import dev.yubin.standalone.transfer.ImapAccount;
import dev.yubin.standalone.transfer.ImapServer;
import dev.yubin.standalone.transfer.MailSource;
import dev.yubin.standalone.transfer.MailTarget;
import dev.yubin.standalone.transfer.Progress;
import dev.yubin.standalone.transfer.Report;
import dev.yubin.standalone.transfer.Transfer;
import java.io.Console;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How a command gets at the mail of an account, and moves it.
final class MailOptions {
  @Option(
      names = "--server",
      paramLabel = "URL",
      description = "IMAP server of the suite at --url (imaps:// and the same host).")
  @Nullable URI server;

  @Option(names = "--insecure", description = "Take any certificate of an IMAP server.")
  boolean insecure;

  /// Logs in to an account here, by a password that the admin API makes for this one session.
  ImapAccount account(AdminOptions options, String address) {
    Map<String, Object> access = options.api().access(address);
    String user = String.valueOf(access.get("user"));
    String password = String.valueOf(access.get("password"));
    if (server != null || options.url != null) {
      URI url = server == null ? URI.create("imaps://" + hostOf(options.url)) : server;
      return new ImapAccount(ImapServer.of(url).logIn(user, password, insecure));
    }
    // On this machine, where no certificate has to prove who answers.
    return new ImapAccount(options.localImap().logIn(user, password, true));
  }

  private static String hostOf(@Nullable URI url) {
    String host = url == null ? null : url.getHost();
    if (host == null) {
      throw new CommandFailedException("Say where the IMAP server is with --server imaps://HOST");
    }
    return host;
  }

  /// Somebody who looks and types.
  static Optional<Console> terminal() {
    return Optional.ofNullable(System.console()).filter(Console::isTerminal);
  }

  /// Moves the mail and tells how it went.
  ///
  /// @param into for the mailboxes of the source, null where they keep their names
  /// @return the exit code
  static int transfer(MailSource source, MailTarget target, @Nullable String into) {
    Progress progress = new Progress(System.err, terminal().isPresent());
    Report report = new Report();
    try {
      new Transfer(source, target, into, progress).run(report);
    } catch (IOException e) {
      throw new CommandFailedException(
          "%s%nThen: %s%nWhat is missing is copied when the command is run again."
              .formatted(report.text(), e.getMessage()),
          e);
    }
    System.out.println(report.text());
    return report.isComplete() ? 0 : 1;
  }
}
