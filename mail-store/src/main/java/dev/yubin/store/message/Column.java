package dev.yubin.store.message;

/// What of a mail is read beside what its message always has.
public enum Column {
  ENVELOPE("l.envelope"),
  BODY("l.body"),
  BODY_STRUCTURE("l.body_structure"),
  STRUCTURE("l.structure"),
  HEADER("l.header"),
  SENT_AT("l.sent_at"),
  CHUNKS("l.first_chunk_size");

  final String sql;

  Column(String sql) {
    this.sql = sql;
  }
}
