package dev.yubin.mailbox.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.store.message.Flags;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// mbsync (isync): whole accounts, both ways.
class MbsyncIT {
  private static final Instant DATE = Instant.parse("2020-02-29T12:34:56Z");
  private static final String DEEP = "仕事/2024 & mehr";

  /// mbsync keeps names as they are on the wire (RFC 3501 §5.1.3).
  private static final String DEEP_AT_HOME = "&TtVOiw-/2024 &- mehr";

  private static Program mbsync;

  @TempDir private static Path directory;
  private Path home;
  private TestAccount account;

  @BeforeAll
  static void start() {
    mbsync = Program.find("mbsync", "isync", directory);
  }

  @BeforeEach
  void createAccount() throws IOException {
    account = TestAccount.in(MailPrograms.service());
    home = Files.createDirectory(directory.resolve(account.address()));
  }

  private void prepare(boolean implicitTls) throws IOException {
    Files.writeString(
        home.resolve("mbsyncrc"),
        """
        IMAPAccount yubin
        Host 127.0.0.1
        Port %d
        User %s
        Pass %s
        SSLType %s
        SystemCertificates no
        CertificateFile %s

        IMAPStore far
        Account yubin

        MaildirStore near
        Path %s/mail/
        Inbox %s/mail/INBOX
        SubFolders Verbatim

        Channel all
        Far :far:
        Near :near:
        Patterns *
        Create Both
        Remove Both
        Expunge Both
        CopyArrivalDate yes
        SyncState *
        """
            .formatted(
                MailPrograms.port("imap", implicitTls),
                account.address(),
                TestAccount.PASSWORD,
                implicitTls ? "IMAPS" : "STARTTLS",
                MailPrograms.certificate(),
                home,
                home));
    Files.createDirectories(home.resolve("mail"));
  }

  private void sync() throws IOException, InterruptedException {
    mbsync.run("-c", home.resolve("mbsyncrc").toString(), "-a");
  }

  private MaildirFiles near(String mailbox) {
    return new MaildirFiles(home.resolve("mail").resolve(mailbox));
  }

  /// mbsync marks what it has copied.
  private static List<String> unmarked(List<String> mails) {
    return mails.stream().map(mail -> mail.replaceFirst("(?m)^X-TUID: .*\r\n", "")).toList();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void takesEverythingHomeOctetByOctet(boolean implicitTls) throws Exception {
    prepare(implicitTls);
    for (String mail : AwkwardMails.all()) {
      account.put("INBOX", 0, DATE, mail);
      account.put(DEEP, Flags.SEEN | Flags.FLAGGED | Flags.ANSWERED | Flags.DRAFT, DATE, mail);
    }

    sync();

    AwkwardMails.assertSame(unmarked(near("INBOX").octets()), AwkwardMails.all());
    assertThat(near(DEEP_AT_HOME).messages())
        .allSatisfy(
            message -> {
              assertThat(message.flags()).isEqualTo("DFRS");
              assertThat(Files.getLastModifiedTime(message.file())).isEqualTo(FileTime.from(DATE));
            });
    AwkwardMails.assertSame(unmarked(near(DEEP_AT_HOME).octets()), AwkwardMails.all());
  }

  @Test
  void bringsEverythingHere() throws Exception {
    prepare(true);
    sync();
    for (String name : List.of("cur", "new", "tmp")) {
      Files.createDirectories(home.resolve("mail").resolve(DEEP_AT_HOME).resolve(name));
    }
    int count = 0;
    for (String mail : AwkwardMails.all()) {
      near("INBOX").add("1." + count + ".host", "", mail);
      near(DEEP_AT_HOME).add("1." + count++ + ".host", "FRS", mail);
    }
    for (MaildirFiles.Message message : near(DEEP_AT_HOME).messages()) {
      Files.setLastModifiedTime(message.file(), FileTime.from(DATE));
    }

    sync();

    AwkwardMails.assertSame(unmarked(account.octets("INBOX")), AwkwardMails.all());
    AwkwardMails.assertSame(unmarked(account.octets(DEEP)), AwkwardMails.all());
    assertThat(account.mails(DEEP))
        .allSatisfy(
            mail -> {
              assertThat(mail.flags()).containsExactly("\\Answered", "\\Flagged", "\\Seen");
              assertThat(mail.date()).isEqualTo(DATE);
            });
  }

  @Test
  void changesOnBothSidesMeet() throws Exception {
    prepare(true);
    for (String mail : AwkwardMails.all()) {
      account.put("INBOX", 0, DATE, mail);
    }
    sync();

    near("INBOX").setFlags(near("INBOX").with("<one@"), "F");
    Files.delete(near("INBOX").with("<dots@").file());
    near("INBOX").add("2.new.host", "S", AwkwardMails.simple("from-home", "x\r\n"));
    account.put("INBOX", Flags.SEEN, DATE, AwkwardMails.simple("from-elsewhere", "y\r\n"));
    sync();

    List<String> here = unmarked(account.octets("INBOX"));
    assertThat(here)
        .hasSize(AwkwardMails.all().size() + 1)
        .contains(AwkwardMails.simple("from-home", "x\r\n"))
        .noneMatch(mail -> mail.contains("<dots@"));
    AwkwardMails.assertSame(unmarked(near("INBOX").octets()), here);
    assertThat(near("INBOX").with("<from-elsewhere@").flags()).isEqualTo("S");
    assertThat(
            account.mails("INBOX").stream()
                .filter(mail -> mail.octets().contains("<one@"))
                .findFirst()
                .orElseThrow()
                .flags())
        .containsExactly("\\Flagged");
  }

  @Test
  void mailboxesThatAreGoneGoOnTheOtherSide() throws Exception {
    prepare(true);
    account.put(DEEP, 0, DATE, AwkwardMails.simple("one", "x\r\n"));
    account.put("Old", 0, DATE, AwkwardMails.simple("two", "x\r\n"));
    sync();

    Files.delete(near("Old").messages().getFirst().file());
    sync();
    assertThat(account.mails("Old")).isEmpty();
    sync();
    assertThat(account.mailboxNames()).contains("INBOX", DEEP, "Old");
    assertThat(near("Old").messages()).isEmpty();
  }
}
