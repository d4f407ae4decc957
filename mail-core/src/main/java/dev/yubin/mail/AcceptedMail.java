package dev.yubin.mail;

/// A mail that Yubin has answered for, without its octets.
///
/// @param id names it from here to its end
/// @param contentChunks how many [MailRecord.Chunk]s of content go before the last record; 0 when
///     the last record holds the whole mail
/// @param size of the mail with the trace fields that we added, octets
public record AcceptedMail(
    MailId id, Envelope envelope, Ingress ingress, int contentChunks, long size) {

  /// Size of every content chunk but the last, octets. A constant of the stored form too: the place
  /// of an octet follows from it.
  public static final int CHUNK_SIZE = 512 * 1024;
}
