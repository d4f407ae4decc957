package dev.yubin.mailbox.clients;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.store.message.Flags;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// curl, with IMAP and POP3.
class CurlIT {
  private static Program curl;
  @TempDir private static Path directory;
  private TestAccount account;

  @BeforeAll
  static void find() {
    curl = Program.find("curl", "curl", directory);
  }

  @BeforeEach
  void createAccount() {
    account = TestAccount.in(MailPrograms.service());
  }

  private void putAll() {
    AwkwardMails.all().forEach(mail -> account.put("INBOX", 0, Instant.now(), mail));
  }

  /// @param protocol such as `imaps`
  private String curl(String protocol, String path, String... more) throws Exception {
    boolean implicitTls = protocol.endsWith("s");
    int port = MailPrograms.port(protocol.replaceFirst("s$", ""), implicitTls);
    return curl.run(
        Stream.concat(
                Stream.of(
                    "--silent",
                    "--show-error",
                    "--ssl-reqd",
                    "--cacert",
                    MailPrograms.certificate().toString(),
                    "--user",
                    account.address() + ":" + TestAccount.PASSWORD),
                Stream.concat(
                    Stream.of(more),
                    Stream.of("%s://localhost:%d/%s".formatted(protocol, port, path))))
            .toArray(String[]::new));
  }

  @ParameterizedTest
  @ValueSource(strings = {"imap", "imaps"})
  void fetchesMails(String protocol) throws Exception {
    putAll();

    for (int i = 0; i < AwkwardMails.all().size(); i++) {
      AwkwardMails.assertSame(
          List.of(curl(protocol, "INBOX;MAILINDEX=" + (i + 1))),
          List.of(AwkwardMails.all().get(i)));
      assertThat(curl(protocol, "INBOX;UID=" + (i + 1) + ";SECTION=HEADER.FIELDS%20(SUBJECT)"))
          .startsWith("Subject: ");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"pop3", "pop3s"})
  void retrievesMails(String protocol) throws Exception {
    putAll();

    for (int i = 0; i < AwkwardMails.all().size(); i++) {
      String mail = AwkwardMails.all().get(i);
      String retrieved = curl(protocol, String.valueOf(i + 1));
      if (mail.contains(AwkwardMails.RAW_HEADER)) {
        // RFC 6856 §2.1: curl has not asked for UTF8.
        assertThat(retrieved).startsWith("Subject: =?UTF-8?B?5pel").endsWith("\r\n\r\nbody\r\n");
      } else {
        AwkwardMails.assertSame(List.of(retrieved), List.of(mail));
      }
    }
    assertThat(curl(protocol, "").lines()).hasSize(AwkwardMails.all().size());
    assertThat(curl(protocol, "", "--request", "UIDL").lines()).hasSize(AwkwardMails.all().size());
  }

  @Test
  void appendsMails() throws Exception {
    for (String mail : AwkwardMails.all()) {
      curl("imaps", "Sent", "--upload-file", file(mail).toString());
    }

    AwkwardMails.assertSame(account.octets("Sent"), AwkwardMails.all());
    assertThat(account.mails("Sent").getFirst().flags()).containsExactly("\\Seen");
  }

  private static Path file(String mail) throws IOException {
    return Files.writeString(Files.createTempFile(directory, "mail", ".eml"), mail, ISO_8859_1);
  }

  @Test
  void listsMailboxesAndSearches() throws Exception {
    account.put("日本語", Flags.FLAGGED, Instant.now(), AwkwardMails.simple("one", "x\r\n"));
    putAll();

    assertThat(curl("imaps", "").lines())
        .contains(
            "* LIST (\\HasNoChildren) \"/\" \"INBOX\"",
            "* LIST (\\HasNoChildren) \"/\" \"&ZeVnLIqe-\"");
    assertThat(curl("imaps", "INBOX?SUBJECT%20nested")).isEqualToIgnoringNewLines("* SEARCH 9");
    assertThat(curl("imaps", "INBOX", "--request", "STORE 1 +FLAGS.SILENT (\\Deleted)")).isEmpty();
    assertThat(account.mails("INBOX").getFirst().flags()).containsExactly("\\Deleted");
    assertThat(List.of(curl("imaps", "INBOX", "--request", "EXPUNGE").split("\r\n")))
        .contains("* 1 EXPUNGE");
  }
}
