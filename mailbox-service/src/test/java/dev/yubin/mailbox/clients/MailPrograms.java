package dev.yubin.mailbox.clients;

import dev.yubin.mailbox.MailListeners;
import dev.yubin.mailbox.RunningMailboxService;
import java.nio.file.Path;

/// The service that all programs are tested with, one for the JVM; each test takes an account
/// of its own.
final class MailPrograms {
  private static final RunningMailboxService SERVICE = RunningMailboxService.start();

  private MailPrograms() {}

  static RunningMailboxService service() {
    return SERVICE;
  }

  /// @param protocol `imap` or `pop3`
  static int port(String protocol, boolean implicitTls) {
    return SERVICE.bean(MailListeners.class).addresses(protocol, implicitTls).getFirst().getPort();
  }

  /// Its certificate, which no authority has signed.
  static Path certificate() {
    String directory =
        SERVICE.context().getEnvironment().getRequiredProperty("yubin.tls.directory");
    return Path.of(directory, "self-signed.crt");
  }
}
