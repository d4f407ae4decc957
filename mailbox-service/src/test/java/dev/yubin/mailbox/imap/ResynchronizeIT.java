package dev.yubin.mailbox.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What one session is told of another's changes under RFC 7162.
class ResynchronizeIT {
  private static final String MAIL = "Subject: x\r\n\r\nbody\r\n";

  private final ImapFixture fixture = ImapFixture.shared();
  private final String user = fixture.account();

  private ImapClient quick(int instance) throws IOException {
    ImapClient client = fixture.connect(instance);
    client.line();
    client.ok("LOGIN " + user + " secret");
    client.ok("ENABLE QRESYNC");
    client.ok("SELECT INBOX");
    return client;
  }

  @Test
  void tellsModSequencesOfWhatOthersChange() throws IOException {
    try (ImapClient one = quick(0);
        ImapClient other = fixture.inbox(1, user)) {
      other.append(MAIL);
      other.append(MAIL);
      other.ok("STORE 1 +FLAGS.SILENT \\Deleted");
      assertThat(one.ok("NOOP")).containsExactly("* 2 EXISTS", "* 0 RECENT");
      other.ok("STORE 2 +FLAGS.SILENT \\Flagged");
      assertThat(one.ok("NOOP")).containsExactly("* 2 FETCH (UID 2 MODSEQ (5) FLAGS (\\Flagged))");
      other.ok("EXPUNGE");
      assertThat(one.ok("NOOP")).containsExactly("* VANISHED 1");
    }
  }

  /// RFC 7162 §3.2: a client that is cut off has missed nothing below what it was told.
  @Test
  void tellsALowerModSequenceAsLongAsExpungesWait() throws IOException {
    try (ImapClient one = quick(0);
        ImapClient other = fixture.inbox(1, user)) {
      for (int i = 0; i < 3; i++) {
        other.append(MAIL);
      }
      one.ok("NOOP");
      other.ok("STORE 1 +FLAGS.SILENT \\Deleted");
      other.ok("EXPUNGE");
      other.ok("STORE 1 +FLAGS.SILENT \\Flagged");

      assertThat(one.command("STORE 3 +FLAGS.SILENT \\Seen"))
          .containsExactly(
              "* 3 FETCH (UID 3 MODSEQ (8))",
              "* 2 FETCH (UID 2 MODSEQ (7) FLAGS (\\Flagged))",
              "* 3 FETCH (UID 3 MODSEQ (8) FLAGS (\\Seen))",
              "* OK [HIGHESTMODSEQ 5] Highest mod-sequence",
              "OK STORE completed");
      assertThat(one.ok("NOOP"))
          .containsExactly("* VANISHED 1", "* OK [HIGHESTMODSEQ 8] Highest mod-sequence");
      assertThat(one.ok("NOOP")).isEmpty();
    }
  }

  @Test
  void letsOneOfTwoClientsThatKnowTheSameChangeIt() throws IOException {
    try (ImapClient one = fixture.inbox(0, user);
        ImapClient other = fixture.inbox(1, user)) {
      one.append(MAIL);
      other.ok("NOOP");
      assertThat(one.command("STORE 1 (UNCHANGEDSINCE 2) +FLAGS.SILENT taken").getLast())
          .isEqualTo("OK STORE completed");
      List<String> late = other.command("STORE 1 (UNCHANGEDSINCE 2) +FLAGS.SILENT taken");
      assertThat(late.getLast()).startsWith("OK [MODIFIED 1] ");
      assertThat(late).contains("* 1 FETCH (UID 1 MODSEQ (3) FLAGS (taken))");
    }
  }

  /// RFC 7162 §3.2.6: where the log does not reach back, all that is gone is told.
  @Test
  void tellsAllThatIsGoneWhenTheLogIsTooShort() throws IOException {
    try (ImapClient one = quick(0);
        ImapClient sleeper = fixture.inbox(1, user)) {
      for (int i = 0; i < 5; i++) {
        one.append(MAIL);
      }
      sleeper.ok("NOOP");
      one.ok("STORE 2,4 +FLAGS.SILENT \\Deleted");
      one.ok("EXPUNGE");
      fixture.jdbc().update("delete from expunged where account_id = ?", fixture.accountId(user));
      fixture
          .jdbc()
          .update(
              """
              update mailbox set forgotten_modseq = highest_modseq, expunges_kept = 0
              where account_id = ?
              """,
              fixture.accountId(user));
      assertThat(one.ok("UID FETCH 1:* (FLAGS) (CHANGEDSINCE 7 VANISHED)"))
          .containsExactly("* VANISHED (EARLIER) 2,4");
      assertThat(one.ok("UID FETCH 1:* (FLAGS) (CHANGEDSINCE 8 VANISHED)")).isEmpty();
      assertThat(sleeper.ok("NOOP")).containsExactly("* 4 EXPUNGE", "* 2 EXPUNGE");
    }
  }
}
