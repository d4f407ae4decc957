package dev.yubin.standalone.transfer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yubin.standalone.instance.CommandFailedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From files to files.
class TransferTest {
  @TempDir Path from;
  @TempDir Path to;

  private static Report run(MailSource source, MailTarget target) throws IOException {
    Report report = new Report();
    new Transfer(source, target, null, new Progress(System.err, false)).run(report);
    return report;
  }

  @Test
  void maildirsComeOutAsTheyWent() throws IOException {
    FileTree.writeMaildirs(from, List.of("INBOX", "仕事", "仕事/2024 + mehr"));

    Report report = run(new MaildirSource(from), new MaildirTarget(to));

    assertThat(FileTree.readMaildirs(to)).isEqualTo(FileTree.readMaildirs(from));
    assertThat(report.text())
        .isEqualTo(
            """
            INBOX: 7 copied, 0 there already
            仕事: 7 copied, 0 there already
            仕事/2024 + mehr: 7 copied, 0 there already
            21 mails copied, in 3 mailboxes.\
            """);
  }

  @Test
  void whatWasCutOffIsCompleted() throws IOException {
    FileTree.writeMaildirs(from, List.of("INBOX"));
    run(new MaildirSource(from), new MaildirTarget(to));
    List<Path> copies;
    try (Stream<Path> files = Files.list(to.resolve("INBOX/cur"))) {
      copies = files.sorted().toList();
    }
    Files.delete(copies.get(2));
    Files.move(copies.get(0), copies.get(0).resolveSibling("1582979696.1.0.host.yubin:2,T"));

    Report report = run(new MaildirSource(from), new MaildirTarget(to));

    assertThat(report.text()).startsWith("INBOX: 1 copied, 6 there already\n");
    assertThat(FileTree.readMaildirs(to)).isEqualTo(FileTree.readMaildirs(from));
  }

  @Test
  void readsWhatDovecotAndMbsyncWrite() throws IOException {
    FileTree.writeMaildirs(
        from, List.of("", ".Work.2024", ".&ZeVnLIqe-", "Sub/&TtVOiw-", "R&D", "inbox/a"));

    assertThat(new MaildirSource(from).folders())
        .extracting(MaildirSource.MaildirFolder::name)
        .containsExactly("INBOX", "R&D", "Sub/仕事", "Work/2024", "inbox/a", "日本語");
  }

  @Test
  void anMboxComesOutAsItWent() throws IOException {
    String mbox =
        """
        From MAILER-DAEMON Sat Feb 29 12:34:56 2020
        From: a@example.test
        Message-ID: <1@example.test>
        Status: RO
        X-Status: AFT
        X-Keywords: $Forwarded Arbeit

        Body
        >From here
        >>From there
        Status: of the body

        From MAILER-DAEMON Sun Mar  1 00:00:00 2020
        Subject: no body
        Status: O

        """;
    Files.createDirectories(from.resolve("Work"));
    Files.writeString(from.resolve("INBOX.mbox"), mbox, ISO_8859_1);
    Files.writeString(from.resolve("Work/仕事.mbox"), mbox, ISO_8859_1);

    run(new MboxSource(from), new MboxTarget(to));
    assertThat(FileTree.read(to)).isEqualTo(FileTree.read(from));

    Report second = run(new MboxSource(from), new MboxTarget(to));
    assertThat(second.text()).endsWith("0 mails copied, in 2 mailboxes.");
  }

  @Test
  void maildirsComeBackFromMboxes() throws IOException {
    FileTree.writeMaildirs(from, List.of("INBOX", "Work"));
    Path back = Files.createDirectory(to.resolve("back"));

    run(new MaildirSource(from), new MboxTarget(to.resolve("mbox")));
    run(new MboxSource(to.resolve("mbox")), new MaildirTarget(back));

    Map<String, String> expected = FileTree.readMaildirs(from);
    // An mbox ends each mail with a line end.
    List.of("INBOX", "Work")
        .forEach(
            name -> {
              String mail = name + "\n" + FileTree.mails().getLast();
              expected.put(mail + "\n", expected.remove(mail));
            });
    assertThat(FileTree.readMaildirs(back)).isEqualTo(expected);
  }

  @Test
  void readsAThunderbirdTree() throws IOException {
    Files.createDirectories(from.resolve("Work.sbd"));
    for (String name : List.of("Inbox", "Work", "Work.sbd/2024")) {
      Files.writeString(
          from.resolve(name), "From - Tue Nov 24 10:00:00 2026\nSubject: a\n\nb\n\n", UTF_8);
    }
    Files.writeString(from.resolve("Inbox.msf"), "// an index", UTF_8);

    assertThat(new MboxSource(from).folders())
        .extracting(MboxSource.MboxFolder::name)
        .containsExactly("INBOX", "Work", "Work/2024");
  }

  @Test
  void whatIsRefusedIsTold() throws IOException {
    FileTree.writeMaildirs(from, List.of("INBOX"));
    MailTarget picky = new PickyTarget();

    Report report = run(new MaildirSource(from), picky);

    assertThat(report.isComplete()).isFalse();
    assertThat(report.text())
        .isEqualTo(
            """
            INBOX: 6 copied, 0 there already, 1 not copied
            6 mails copied, in 1 mailboxes.
            Not copied: INBOX, 1.0.host: too plain\
            """);
  }

  private record PickyTarget() implements MailTarget {
    @Override
    public Mailbox open(String name) {
      return new Mailbox() {
        @Override
        public boolean has(Mail mail) {
          return false;
        }

        @Override
        public void add(Mail mail) throws IOException {
          if (mail.flags().isEmpty()) {
            throw new RefusedMailException("too plain");
          }
        }
      };
    }

    @Override
    public void close() {}
  }

  @Test
  void saysThatThereIsNoMail() {
    assertThatThrownBy(() -> new MaildirSource(from).folders())
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining("There is no Maildir in ");
    assertThatThrownBy(() -> new MboxSource(from).folders())
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining(" is no mbox and has none");
  }

  @Test
  void drawsABar() throws IOException {
    FileTree.writeMaildirs(from, List.of("INBOX"));
    ByteArrayOutputStream screen = new ByteArrayOutputStream();
    Progress progress = new Progress(new PrintStream(screen, true, UTF_8), true);

    new Transfer(new MaildirSource(from), new MaildirTarget(to), "Old", progress).run(new Report());

    assertThat(screen.toString(UTF_8))
        .contains("\r[############..................] 3 of 7 mails, Old")
        .contains("\r[##############################] 7 of 7 mails, Old");
  }
}
