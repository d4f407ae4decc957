package dev.yubin.mailbox.clients;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// fetchmail, which takes mail home by IMAP or POP3.
class FetchmailIT {
  private static Program fetchmail;
  @TempDir private static Path directory;
  private TestAccount account;
  private Path home;

  @BeforeAll
  static void find() {
    fetchmail = Program.find("fetchmail", "fetchmail", directory);
  }

  @BeforeEach
  void createAccount() throws IOException {
    account = TestAccount.in(MailPrograms.service());
    home = Files.createDirectory(directory.resolve(account.address()));
  }

  private void configure(String protocol, boolean implicitTls, boolean keep) throws IOException {
    Path settings = home.resolve("fetchmailrc");
    Files.createDirectories(home.resolve("mail"));
    Files.writeString(
        settings,
        """
        set invisible
        set no bouncemail
        set idfile "%s/ids"
        set pidfile "%s/pid"
        poll localhost protocol %s port %d %s
          username "%s" password "%s" is root here
          %s sslproto "tls1.2+" sslcertck sslcertfile "%s" sslcommonname "localhost"
          %s no rewrite pass8bits
          mda "/bin/sh -c 'cat > %s/mail/$$'"
        """
            .formatted(
                home,
                home,
                protocol,
                MailPrograms.port(protocol, implicitTls),
                protocol.equals("pop3") ? "uidl" : "",
                account.address(),
                TestAccount.PASSWORD,
                implicitTls ? "ssl" : "",
                MailPrograms.certificate(),
                keep ? "keep" : "no keep",
                home));
    Files.setPosixFilePermissions(settings, PosixFilePermissions.fromString("rw-------"));
  }

  /// POP3 has a header in ASCII for a client that does not ask for UTF8.
  private static List<String> mails(String protocol) {
    return protocol.equals("pop3")
        ? AwkwardMails.allBut(AwkwardMails.RAW_HEADER)
        : AwkwardMails.all();
  }

  private Program.Result fetch() throws Exception {
    return fetchmail.end(
        "--fetchmailrc", home.resolve("fetchmailrc").toString(), "--nodetach", "-v");
  }

  private List<String> received() throws IOException {
    try (Stream<Path> files = Files.list(home.resolve("mail"))) {
      return files.map(FetchmailIT::crlf).toList();
    }
  }

  private static String crlf(Path file) {
    try {
      return Files.readString(file, ISO_8859_1).replace("\n", "\r\n");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @CsvSource({"imap, true", "imap, false", "pop3, true", "pop3, false"})
  void takesMailAway(String protocol, boolean implicitTls) throws Exception {
    mails(protocol).forEach(mail -> account.put("INBOX", 0, Instant.now(), mail));
    configure(protocol, implicitTls, false);

    Program.Result result = fetch();

    assertThat(result.exitCode()).as(result.output()).isZero();
    AwkwardMails.assertSame(received(), mails(protocol));
    assertThat(account.mails("INBOX")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"imap", "pop3"})
  void takesWhatIsNewAndLeavesIt(String protocol) throws Exception {
    mails(protocol).forEach(mail -> account.put("INBOX", 0, Instant.now(), mail));
    configure(protocol, true, true);

    fetch();
    account.put("INBOX", 0, Instant.now(), AwkwardMails.simple("later", "x\r\n"));
    Program.Result second = fetch();

    assertThat(received().size()).as(second.output()).isEqualTo(mails(protocol).size() + 1);
    assertThat(account.mails("INBOX").size()).isEqualTo(mails(protocol).size() + 1);
  }
}
