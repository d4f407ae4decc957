package dev.yubin.mailbox.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// getmail, which takes mail home by IMAP or POP3.
class GetmailIT {
  private static Program getmail;
  @TempDir private static Path directory;
  private TestAccount account;
  private Path home;

  @BeforeAll
  static void find() {
    getmail = Program.find("getmail", "getmail6", directory);
  }

  @BeforeEach
  void createAccount() throws IOException {
    account = TestAccount.in(MailPrograms.service());
    home = Files.createDirectory(directory.resolve(account.address()));
    for (String name : List.of("cur", "new", "tmp")) {
      Files.createDirectories(home.resolve("mail").resolve(name));
    }
  }

  private void configure(String protocol, boolean delete) throws IOException {
    Files.writeString(
        home.resolve("getmailrc"),
        """
        [retriever]
        type = Simple%sSSLRetriever
        server = 127.0.0.1
        port = %d
        username = %s
        password = %s
        ca_certs = %s
        [destination]
        type = MDA_external
        path = /bin/sh
        arguments = ("-c", "cat > %s/mail/cur/$$")
        allow_root_commands = true
        [options]
        read_all = false
        delete = %b
        delivered_to = false
        received = false
        """
            .formatted(
                protocol,
                MailPrograms.port(protocol.toLowerCase(Locale.ROOT), true),
                account.address(),
                TestAccount.PASSWORD,
                MailPrograms.certificate(),
                home,
                delete));
  }

  /// It writes a multipart whose end is missing anew; POP3 has a header in ASCII for it, as it does not
  /// ask for UTF8.
  private static List<String> mails(String protocol) {
    return protocol.equals("POP3")
        ? AwkwardMails.allBut(AwkwardMails.UNCLOSED, AwkwardMails.RAW_HEADER)
        : AwkwardMails.allBut(AwkwardMails.UNCLOSED);
  }

  private String get() throws Exception {
    return getmail.run("--getmaildir=" + home, "--rcfile=getmailrc");
  }

  private List<String> received() throws IOException {
    return new MaildirFiles(home.resolve("mail"))
        .octets().stream()
            .map(mail -> mail.replaceFirst("(?s)^Return-Path: [^\r]*\r\n", ""))
            .map(mail -> mail.replaceFirst("(?m)^X-getmail-[^\r]*\r\n", ""))
            .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"IMAP", "POP3"})
  void takesWhatIsNewAndLeavesIt(String protocol) throws Exception {
    mails(protocol).forEach(mail -> account.put("INBOX", 0, Instant.now(), mail));
    configure(protocol, false);

    get();
    AwkwardMails.assertSame(received(), mails(protocol));
    AwkwardMails.assertSame(account.octets("INBOX"), mails(protocol));

    account.put("INBOX", 0, Instant.now(), AwkwardMails.simple("later", "x\r\n"));
    get();
    assertThat(received().size()).isEqualTo(mails(protocol).size() + 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"IMAP", "POP3"})
  void takesMailAway(String protocol) throws Exception {
    mails(protocol).forEach(mail -> account.put("INBOX", 0, Instant.now(), mail));
    configure(protocol, true);

    get();
    AwkwardMails.assertSame(received(), mails(protocol));
    assertThat(account.mails("INBOX")).isEmpty();
  }

  @Test
  void saysThatThePasswordIsWrong() throws Exception {
    configure("POP3", false);
    Path settings = home.resolve("getmailrc");
    Files.writeString(
        settings, Files.readString(settings).replace(TestAccount.PASSWORD, "not-the-password"));

    assertThat(getmail.end("--getmaildir=" + home, "--rcfile=getmailrc").output())
        .contains("Name or password is wrong");
  }
}
