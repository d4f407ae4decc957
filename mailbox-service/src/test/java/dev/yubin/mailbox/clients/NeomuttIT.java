package dev.yubin.mailbox.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// NeoMutt, which works on IMAP directly. Its keys are pressed by `push`, on a terminal that
/// `script` makes.
class NeomuttIT {
  private static Program script;
  @TempDir private static Path directory;
  private TestAccount account;
  private Path home;

  @BeforeAll
  static void find() {
    Program.find("neomutt", "neomutt", directory);
    script = Program.find("script", "bsdutils", directory);
  }

  @BeforeEach
  void createAccount() throws IOException {
    account = TestAccount.in(MailPrograms.service());
    home = Files.createDirectory(directory.resolve(account.address()));
    Files.writeString(
        home.resolve("muttrc"),
        """
        set folder = "imaps://localhost:%1$d/"
        set spoolfile = "+INBOX"
        set imap_user = "%2$s"
        set imap_pass = "%3$s"
        set certificate_file = "%4$s"
        set ssl_verify_host = no
        set imap_check_subscribed = yes
        set imap_qresync = yes
        set imap_condstore = yes
        set header_cache = "%5$s/cache"
        set mbox_type = Maildir
        set confirm_append = no
        set confirm_create = no
        set delete = yes
        set quit = yes
        set wait_key = no
        set mark_old = no
        """
            .formatted(
                MailPrograms.port("imap", true),
                account.address(),
                TestAccount.PASSWORD,
                MailPrograms.certificate(),
                home));
  }

  /// @param keys in the form of its `push`
  private void press(String mailbox, String keys) throws Exception {
    script.run(
        "--quiet",
        "--return",
        "--command",
        "neomutt -n -F %s/muttrc -f '%s' -e 'push \"%s\"'".formatted(home, mailbox, keys),
        "/dev/null");
  }

  /// It adds flags and what it counts.
  private static List<String> withoutItsOwn(List<String> mails) {
    return mails.stream()
        .map(mail -> mail.replaceAll("(?m)^(Status|X-Status|Content-Length|Lines): .*\\r\\n", ""))
        .toList();
  }

  @Test
  void copiesAMailboxHomeOctetByOctet() throws Exception {
    AwkwardMails.all().forEach(mail -> account.put("仕事", 0, Instant.now(), mail));

    press("+仕事", "<tag-pattern>~A<enter><tag-prefix><copy-message>" + home + "/mail<enter><quit>");

    AwkwardMails.assertSame(
        withoutItsOwn(new MaildirFiles(home.resolve("mail")).octets()), AwkwardMails.all());
  }

  @Test
  void uploadsAMailbox() throws Exception {
    MaildirFiles mail = new MaildirFiles(home.resolve("mail"));
    for (String name : List.of("cur", "new", "tmp")) {
      Files.createDirectories(mail.directory().resolve(name));
    }
    int count = 0;
    for (String each : AwkwardMails.all()) {
      mail.add("1." + count++ + ".host", "FS", each);
    }

    press(
        mail.directory().toString(),
        "<tag-pattern>~A<enter><tag-prefix><copy-message>+Archive<enter><quit>");

    AwkwardMails.assertSame(withoutItsOwn(account.octets("Archive")), AwkwardMails.all());
    assertThat(account.mails("Archive"))
        .allSatisfy(each -> assertThat(each.flags()).contains("\\Seen", "\\Flagged"));
  }

  @Test
  void flagsSavesAndDeletes() throws Exception {
    AwkwardMails.all().forEach(mail -> account.put("INBOX", 0, Instant.now(), mail));

    press("+INBOX", "<flag-message><sync-mailbox><quit>");
    press(
        "+INBOX",
        "<tag-pattern>~s dots<enter><tag-prefix><save-message>+Archive<enter>"
            + "<delete-pattern>~s nested<enter><sync-mailbox><quit>");

    AwkwardMails.assertSame(account.octets("Archive"), List.of(AwkwardMails.all().get(1)));
    assertThat(account.mails("INBOX"))
        .hasSize(AwkwardMails.all().size() - 2)
        .anySatisfy(mail -> assertThat(mail.flags()).contains("\\Flagged"));
  }
}
