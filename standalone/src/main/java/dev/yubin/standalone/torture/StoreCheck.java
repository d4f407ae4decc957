package dev.yubin.standalone.torture;

import dev.yubin.topic.Topics;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// Whether the rows agree with each other, once nothing is under way any more.
record StoreCheck(Cluster cluster, History history) {

  /// What must not be there.
  ///
  /// @param query gives a column of words, of which there should be none
  private enum Contradiction {
    OCTETS(
        "a mailbox whose octets are not those of its messages",
        """
        select b.account_id || '/' || b.name || ': ' || b.octets || ' and ' || coalesce(sum(m.size), 0)
        from mailbox b left join message m on m.account_id = b.account_id and m.mailbox_id = b.id
        group by b.account_id, b.id, b.name, b.octets having b.octets <> coalesce(sum(m.size), 0)
        """),
    UID(
        "a message whose UID or MODSEQ is beyond its mailbox's",
        """
        select b.account_id || '/' || b.name || ' ' || m.uid || ' ' || m.modseq
        from mailbox b join message m on m.account_id = b.account_id and m.mailbox_id = b.id
        where m.uid >= b.uid_next or m.modseq > b.highest_modseq
        """),
    GONE_AND_THERE(
        "a UID that is expunged and there",
        "select e.account_id || '/' || e.mailbox_id || ' ' || e.uid"
            + " from expunged e join message m using (account_id, mailbox_id, uid)"),
    CONTENT(
        "a mail whose chunks are not all there, or not as large as it is",
        """
        select m.id::text from mail m left join mail_chunk c on c.mail_id = m.id
        group by m.id having coalesce(sum(length(c.octets)), 0) <> m.size
          or max(c.seq) + 1 <> count(c.seq)
          or coalesce(max(length(c.octets)) filter (where c.seq = 0), 0) <> m.first_chunk_size
        """),
    NO_MAIL(
        "a message, or mail to be sent, without its octets",
        """
        select mail_id::text from message where mail_id not in (select id from mail)
        union select mail_id::text from outbound where mail_id not in (select id from mail)
        """),
    NEVER_SWEPT(
        "a mail that nothing refers to, and that is not let go of",
        """
        select m.id::text from mail m
        where not exists (select from message x where x.mail_id = m.id)
          and not exists (select from outbound x where x.mail_id = m.id)
          and not exists (select from dsn x where x.mail_id = m.id)
          and not exists (select from released x where x.mail_id = m.id)
        """),
    RELAYED_TWICE(
        "a recipient that was written down as relayed more than once",
        """
        select mail_id || ' ' || address || ' ' || count(*) from trace where step = 'relayed'
        group by mail_id, address having count(*) > 1
        """),
    LEASED(
        "an attempt that has a row",
        "select mail_id::text from outbound where leased_until > now()"),
    DEAD("a dead letter", "select mail_id::text from dead_letter");

    private final String meaning;
    private final String query;

    Contradiction(String meaning, String query) {
      this.meaning = meaning;
      this.query = query;
    }
  }

  void run() throws SQLException, InterruptedException {
    try (Connection database = cluster.connect();
        Statement statement = database.createStatement()) {
      for (Contradiction contradiction : Contradiction.values()) {
        try (ResultSet rows = statement.executeQuery(contradiction.query)) {
          while (rows.next()) {
            history.broken(Promise.STORE, contradiction.meaning + ": " + rows.getString(1));
          }
        }
      }
    }
    long dead = new Topic(cluster.bootstrapServers(), Topics.MAIL_ACCEPTED_DLT).end();
    if (dead > 0) {
      history.broken(Promise.LOST, dead + " records lie among the dead letters");
    }
  }
}
