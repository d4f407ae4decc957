package dev.yubin.mailbox.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.store.message.Flags;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// OfflineIMAP: whole accounts, both ways.
class OfflineimapIT {
  private static final Instant DATE = Instant.parse("2020-02-29T12:34:56Z");
  private static Program offlineimap;
  @TempDir private static Path directory;
  private TestAccount account;
  private Path home;

  @BeforeAll
  static void find() {
    offlineimap = Program.find("offlineimap", "offlineimap3", directory);
  }

  @BeforeEach
  void createAccount() throws IOException {
    account = TestAccount.in(MailPrograms.service());
    home = Files.createDirectory(directory.resolve(account.address()));
    Files.writeString(
        home.resolve("offlineimaprc"),
        """
        [general]
        accounts = yubin
        metadata = %s/metadata
        ui = basic
        [Account yubin]
        localrepository = local
        remoterepository = remote
        [Repository local]
        type = Maildir
        localfolders = %s/mail
        sep = /
        sync_deletes = yes
        utime_from_header = no
        [Repository remote]
        type = IMAP
        remotehost = localhost
        remoteport = %d
        remoteuser = %s
        remotepass = %s
        ssl = yes
        sslcacertfile = %s
        """
            .formatted(
                home,
                home,
                MailPrograms.port("imap", true),
                account.address(),
                TestAccount.PASSWORD,
                MailPrograms.certificate()));
  }

  /// It writes a multipart whose end is missing anew.
  private static List<String> mails() {
    return AwkwardMails.allBut(AwkwardMails.UNCLOSED);
  }

  private void sync() throws Exception {
    offlineimap.run("-c", home.resolve("offlineimaprc").toString(), "-o");
  }

  private MaildirFiles local(String mailbox) {
    return new MaildirFiles(home.resolve("mail").resolve(mailbox));
  }

  @Test
  void takesEverythingHomeOctetByOctet() throws Exception {
    for (String mail : mails()) {
      account.put("INBOX", 0, DATE, mail);
      account.put("Work/2024", Flags.SEEN | Flags.FLAGGED | Flags.ANSWERED, DATE, mail);
    }

    sync();

    AwkwardMails.assertSame(local("INBOX").octets(), mails());
    AwkwardMails.assertSame(local("Work/2024").octets(), mails());
    assertThat(local("Work/2024").messages())
        .allSatisfy(message -> assertThat(message.flags()).isEqualTo("FRS"));
  }

  @Test
  void changesOnBothSidesMeet() throws Exception {
    for (String mail : mails()) {
      account.put("INBOX", 0, DATE, mail);
    }
    sync();

    local("INBOX").setFlags(local("INBOX").with("<one@"), "F");
    Files.delete(local("INBOX").with("<dots@").file());
    local("INBOX").add("2.new.host", "S", AwkwardMails.simple("from-home", "x\r\n"));
    account.put("INBOX", Flags.SEEN, DATE, AwkwardMails.simple("from-elsewhere", "y\r\n"));
    sync();

    assertThat(account.octets("INBOX"))
        .hasSize(mails().size() + 1)
        .contains(AwkwardMails.simple("from-home", "x\r\n"))
        .noneMatch(mail -> mail.contains("<dots@"));
    AwkwardMails.assertSame(local("INBOX").octets(), account.octets("INBOX"));
    assertThat(local("INBOX").with("<from-elsewhere@").flags()).isEqualTo("S");
    assertThat(account.mails("INBOX"))
        .anySatisfy(
            mail -> {
              assertThat(mail.octets()).contains("<one@");
              assertThat(mail.flags()).containsExactly("\\Flagged");
            });
  }
}
