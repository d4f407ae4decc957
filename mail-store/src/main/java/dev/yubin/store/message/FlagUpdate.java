package dev.yubin.store.message;

import dev.yubin.store.mailbox.MailboxKey;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/// The one UPDATE of a STORE. Keywords are touched only where the change names some: most changes
/// are bits alone.
final class FlagUpdate {
  private final StringBuilder set = new StringBuilder();
  private final StringBuilder differs = new StringBuilder();
  private final List<Object> setArguments = new ArrayList<>();
  private final List<Object> differsArguments = new ArrayList<>();

  private FlagUpdate() {}

  /// @return how many messages have changed
  static int run(JdbcTemplate jdbc, MailboxKey key, UidSet uids, FlagChange change, long modSeq) {
    FlagUpdate update = new FlagUpdate();
    switch (change.kind()) {
      case REPLACE -> update.replace(change.flags());
      case ADD -> update.add(change.flags());
      case REMOVE -> update.remove(change.flags());
    }
    return update.execute(jdbc, key, uids, modSeq);
  }

  private void replace(Flags flags) {
    change("flags", "?", flags.system());
    change("keywords", "?::text[]", flags.keywordArray());
  }

  private void add(Flags flags) {
    change("flags", "d.flags | ?", flags.system());
    if (!flags.keywords().isEmpty()) {
      change(
          "keywords",
          """
          (d.keywords || array(select k from unnest(?::text[]) k
          where lower(k) not in (select lower(o) from unnest(d.keywords) o)))[1:"""
              + Flags.MAX_KEYWORDS
              + "]",
          flags.keywordArray());
    }
  }

  private void remove(Flags flags) {
    change("flags", "d.flags & ~?", flags.system());
    if (!flags.keywords().isEmpty()) {
      change(
          "keywords",
          "array(select k from unnest(d.keywords) k where lower(k) <> all(?::text[]))",
          flags.lowerCaseKeywords());
    }
  }

  private void change(String column, String expression, Object argument) {
    set.append(", ").append(column).append(" = ").append(expression);
    setArguments.add(argument);
    differs.append(differs.isEmpty() ? "" : " or ");
    differs.append("d.").append(column).append(" <> ").append(expression);
    differsArguments.add(argument);
  }

  private int execute(JdbcTemplate jdbc, MailboxKey key, UidSet uids, long modSeq) {
    String sql =
        "update message d set modseq = ?"
            + set
            + " from unnest(?::bigint[], ?::bigint[]) as r (first, last)"
            + " where d.account_id = ? and d.mailbox_id = ? and d.uid between r.first and r.last"
            + " and ("
            + differs
            + ")";
    List<Object> arguments = new ArrayList<>();
    arguments.add(modSeq);
    arguments.addAll(setArguments);
    arguments.addAll(List.of(uids.firsts(), uids.lasts(), key.account(), key.mailbox()));
    arguments.addAll(differsArguments);
    return jdbc.update(sql, arguments.toArray());
  }
}
