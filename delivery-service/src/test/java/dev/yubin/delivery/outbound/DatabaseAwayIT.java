package dev.yubin.delivery.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.delivery.peer.ScriptedPeer;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What becomes of what hosts have taken while PostgreSQL is away.
class DatabaseAwayIT extends OutboundStage {

  @Test
  void writesDownWhatAHostHasTakenOnceTheDatabaseIsBack() throws Exception {
    add("bob@example.test", Instant.now(), "carol@elsewhere.test");
    cutNextConnectionThatSettles();
    try (ScriptedPeer peer = ScriptedPeer.of(HELLO + TAKES_CAROL + BYE)) {
      run(peer);
      assertThat(peer.mails()).hasSize(1);
    }
    assertThat(rows()).isEmpty();
    assertThat(jdbc.sql("select step from trace").query(String.class).list())
        .containsExactly("relayed");
  }

  /// PostgreSQL ends the session of whoever next removes a row; a sequence knows of it though the
  /// transaction is undone.
  private static void cutNextConnectionThatSettles() {
    jdbc.sql("create sequence cuts").update();
    jdbc.sql(
            """
            create function cut() returns trigger language plpgsql as $$
            begin
              if nextval('cuts') = 1 then
                perform pg_terminate_backend(pg_backend_pid());
              end if;
              return old;
            end $$
            """)
        .update();
    jdbc.sql("create trigger cut before delete on outbound for each row execute function cut()")
        .update();
  }

  @AfterEach
  void endCuts() {
    jdbc.sql("drop trigger cut on outbound").update();
    jdbc.sql("drop function cut").update();
    jdbc.sql("drop sequence cuts").update();
  }
}
