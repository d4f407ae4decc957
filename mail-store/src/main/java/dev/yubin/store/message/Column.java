package dev.yubin.store.message;

/// What of a mail is read beside what its message always has.
public enum Column {
  ENVELOPE,
  BODY,
  BODY_STRUCTURE,
  STRUCTURE,

  /// The structure of those mails alone of which the header is too large to be kept.
  STRUCTURE_FOR_HEADER,
  HEADER,

  /// The header of those mails alone of which the ancestors are not kept.
  HEADER_FOR_ANCESTORS,
  ANCESTORS,
  SENT_AT,
  CHUNKS
}
