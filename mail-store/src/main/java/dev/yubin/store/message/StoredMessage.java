package dev.yubin.store.message;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A message as it was read. Its octets are the prefix and then the mail.
///
/// @param savedAt when it came into the mailbox that it is in (RFC 8514)
/// @param prefix the recipient's own header lines
/// @param size octets of prefix and mail
/// @param mail what was asked for of the mail
public record StoredMessage(
    long uid,
    long modSeq,
    Flags flags,
    Instant internalDate,
    Instant savedAt,
    long size,
    UUID mailId,
    byte[] prefix,
    Mail mail) {

  /// Each null when it was not asked for or is not kept.
  ///
  /// @param header the header block of the mail with the blank line at its end, without the prefix
  /// @param structure encoded, without the prefix
  /// @param ancestors message identifiers from the oldest to the parent, with spaces between
  /// @param firstChunkSize 0 when it was not asked for
  public record Mail(
      byte @Nullable [] envelope,
      byte @Nullable [] body,
      byte @Nullable [] bodyStructure,
      byte @Nullable [] structure,
      byte @Nullable [] header,
      @Nullable Instant sentAt,
      @Nullable String ancestors,
      int firstChunkSize) {
    static final Mail UNREAD = new Mail(null, null, null, null, null, null, null, 0);

    int octets() {
      return length(envelope)
          + length(body)
          + length(bodyStructure)
          + length(structure)
          + length(header);
    }

    private static int length(byte @Nullable [] octets) {
      return octets == null ? 0 : octets.length;
    }
  }

  /// What it takes in memory, roughly.
  int octets() {
    return 200 + prefix.length + mail.octets();
  }
}
