package dev.yubin.mailbox.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Sessions on one mailbox see each other's changes, on one instance or two.
class TwoSessionsIT {
  private static final String MAIL = "Subject: x\r\n\r\nbody\r\n";

  private final ImapFixture fixture = ImapFixture.shared();
  private final String user = fixture.account();

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void pushesNewMailAndFlagsAndExpungesToIdleSessions(int instance) throws IOException {
    try (ImapClient idle = fixture.inbox(0, user);
        ImapClient other = fixture.inbox(instance, user)) {
      idle.send("i IDLE");
      assertThat(idle.line()).isEqualTo("+ idling");

      other.append(MAIL);
      assertThat(idle.line()).isEqualTo("* 1 EXISTS");
      assertThat(idle.line()).isEqualTo("* 0 RECENT");

      other.ok("STORE 1 +FLAGS \\Deleted");
      assertThat(idle.line()).isEqualTo("* 1 FETCH (UID 1 FLAGS (\\Deleted))");

      other.ok("EXPUNGE");
      assertThat(idle.line()).isEqualTo("* 1 EXPUNGE");

      idle.send("DONE");
      assertThat(idle.line()).isEqualTo("i OK IDLE completed");
    }
  }

  @Test
  void tellsWhatCameBeforeIdleBegan() throws IOException {
    try (ImapClient idle = fixture.inbox(0, user);
        ImapClient other = fixture.inbox(1, user)) {
      other.append(MAIL);
      idle.send("i IDLE");
      assertThat(idle.line()).isEqualTo("+ idling");
      assertThat(idle.line()).isEqualTo("* 1 EXISTS");
    }
  }

  @Test
  void tellsExpungesOnlyWhenNumbersMayChange() throws IOException {
    try (ImapClient one = fixture.inbox(0, user);
        ImapClient other = fixture.inbox(1, user)) {
      for (int i = 0; i < 4; i++) {
        other.append(MAIL);
      }
      assertThat(one.ok("NOOP")).containsExactly("* 4 EXISTS", "* 0 RECENT");
      other.ok("STORE 1,3 +FLAGS.SILENT \\Deleted");
      other.ok("EXPUNGE");

      // RFC 9051 §7.5.1: not in FETCH, of which the numbers are still those before.
      assertThat(one.command("FETCH 1:4 (UID)"))
          .containsExactly("* 2 FETCH (UID 2)", "* 4 FETCH (UID 4)", "OK FETCH completed");
      assertThat(one.command("FETCH 1,3 (UID FLAGS BODY[])"))
          .containsExactly("OK [EXPUNGEISSUED] FETCH completed, some messages are gone");
      other.append(MAIL);
      assertThat(one.command("STORE 4 +FLAGS \\Seen"))
          .containsExactly(
              "* 4 FETCH (FLAGS (\\Seen))",
              "* 5 EXISTS",
              "* 0 RECENT",
              "OK [EXPUNGEISSUED] STORE completed, some messages are gone");
      assertThat(one.ok("UID FETCH 1:* UID"))
          .containsExactly(
              "* 2 FETCH (UID 2)",
              "* 4 FETCH (UID 4)",
              "* 5 FETCH (UID 5)",
              "* 3 EXPUNGE",
              "* 1 EXPUNGE");
      assertThat(one.ok("FETCH 1:* UID"))
          .containsExactly("* 1 FETCH (UID 2)", "* 2 FETCH (UID 4)", "* 3 FETCH (UID 5)");
    }
  }

  @Test
  void tellsFlagsThatOthersHaveSetAndNotItsOwn() throws IOException {
    try (ImapClient one = fixture.inbox(0, user);
        ImapClient other = fixture.inbox(1, user)) {
      one.append(MAIL);
      other.ok("NOOP");
      assertThat(one.ok("STORE 1 +FLAGS.SILENT \\Seen")).isEmpty();
      assertThat(other.ok("STORE 1 +FLAGS.SILENT \\Flagged"))
          .containsExactly("* 1 FETCH (UID 1 FLAGS (\\Seen \\Flagged))");
      assertThat(one.ok("NOOP")).containsExactly("* 1 FETCH (UID 1 FLAGS (\\Seen \\Flagged))");
      assertThat(other.ok("NOOP")).isEmpty();
    }
  }

  @Test
  void neverGivesAUidTwice() throws IOException {
    try (ImapClient one = fixture.inbox(0, user)) {
      assertThat(one.append(MAIL)).isEqualTo(1);
      assertThat(one.append(MAIL)).isEqualTo(2);
      one.ok("STORE 1:2 +FLAGS.SILENT \\Deleted");
      one.ok("EXPUNGE");
      assertThat(one.append(MAIL)).isEqualTo(3);
    }
    try (ImapClient again = fixture.inbox(1, user)) {
      assertThat(again.append(MAIL)).isEqualTo(4);
    }
  }

  @Test
  void neverGivesAUidValidityTwice() throws IOException {
    try (ImapClient one = fixture.inbox(0, user)) {
      one.ok("CREATE again");
      List<String> before = one.ok("STATUS again (UIDVALIDITY)");
      one.ok("DELETE again");
      one.ok("CREATE again");
      assertThat(one.ok("STATUS again (UIDVALIDITY)")).isNotEqualTo(before);
    }
  }

  @Test
  void endsTheSessionWhoseMailboxIsDeleted() throws IOException {
    try (ImapClient one = fixture.inbox(0, user);
        ImapClient idle = fixture.inbox(1, user);
        ImapClient other = fixture.inbox(1, user)) {
      other.ok("CREATE gone");
      one.ok("SELECT gone");
      idle.ok("SELECT gone");
      idle.send("i IDLE");
      assertThat(idle.line()).isEqualTo("+ idling");
      other.ok("DELETE gone");
      assertThat(one.command("NOOP").getFirst()).startsWith("* BYE ");
      assertThat(idle.line()).startsWith("* BYE ");
      assertThat(idle.isClosedByServer()).isTrue();
    }
  }

  @Test
  void keepsAMailAsLongAsACopyRefersToIt() throws IOException {
    try (ImapClient one = fixture.inbox(0, user)) {
      one.append(MAIL);
      one.ok("CREATE copies");
      one.ok("COPY 1 copies");
      one.ok("STORE 1 +FLAGS.SILENT \\Deleted");
      one.ok("EXPUNGE");
      one.ok("SELECT copies");
      assertThat(one.ok("FETCH 1 BODY.PEEK[]").getFirst()).contains(MAIL);
    }
    Integer released =
        fixture
            .jdbc()
            .queryForObject(
                """
                select count(*)::int from released
                join message using (mail_id) where account_id = ?
                """,
                Integer.class,
                fixture.accountId(user));
    assertThat(released).isEqualTo(1);
  }
}
