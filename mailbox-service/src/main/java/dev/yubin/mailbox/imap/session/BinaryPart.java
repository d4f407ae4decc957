package dev.yubin.mailbox.imap.session;

import dev.yubin.mailbox.imap.command.FetchItem.Binary;
import dev.yubin.mailbox.imap.search.TransferEncoding;
import dev.yubin.mailbox.imap.wire.Response;
import dev.yubin.mime.MimePart;
import dev.yubin.mime.OctetRange;
import dev.yubin.store.message.MailOctets;
import dev.yubin.store.message.StoredMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A part with its transfer encoding taken off, BINARY and BINARY.SIZE (RFC 9051 §6.4.5,
/// RFC 3516 §4.2). It is decoded as it is sent, and before that once to count it: however large it
/// is, it is never in memory.
final class BinaryPart {
  private final StoredMessage message;
  private final byte @Nullable [] firstChunk;
  private final MailOctets octets;
  private final @Nullable MimePart part;
  private final boolean whole;

  private BinaryPart(
      StoredMessage message,
      byte @Nullable [] firstChunk,
      MailOctets octets,
      @Nullable MimePart part,
      boolean whole) {
    this.message = message;
    this.firstChunk = firstChunk;
    this.octets = octets;
    this.part = part;
    this.whole = whole;
  }

  static BinaryPart of(
      Binary asked, StoredMessage message, byte @Nullable [] firstChunk, MailOctets octets)
      throws IOException {
    boolean whole = asked.numbers().isEmpty();
    Optional<MimePart> part =
        whole ? Optional.empty() : SectionContent.structure(message, octets).part(asked.numbers());
    return new BinaryPart(message, firstChunk, octets, part.orElse(null), whole);
  }

  boolean isMissing() {
    return part == null && !whole;
  }

  /// RFC 3516 §4.3: one that is not known cannot be taken off.
  boolean isEncodingKnown() {
    return part == null || TransferEncoding.isKnown(part.content().encoding());
  }

  long size() throws IOException {
    if (encoding().isEmpty()) {
      return range().length();
    }
    try (InputStream in = open()) {
      return in.transferTo(OutputStream.nullOutputStream());
    }
  }

  /// @param range of the decoded octets
  void write(OctetRange range, Response out) throws IOException {
    out.text("~").literal(range.length());
    try (InputStream in = open()) {
      in.skipNBytes(range.offset());
      byte[] buffer = new byte[8 * 1024];
      for (long left = range.length(); left > 0; ) {
        int n = in.readNBytes(buffer, 0, (int) Math.min(buffer.length, left));
        if (n == 0) {
          throw new IOException("The mail could not be read to its end");
        }
        out.write(buffer, 0, n);
        left -= n;
      }
    }
  }

  private InputStream open() throws IOException {
    OctetRange range = range();
    InputStream in = octets.open(message, firstChunk, range.offset(), range.length());
    return TransferEncoding.decoded(in, encoding());
  }

  private OctetRange range() {
    return part == null ? new OctetRange(0, message.size()) : part.place().body();
  }

  /// Empty where there is nothing to take off: only a leaf is encoded (RFC 2045 §6.4).
  private String encoding() {
    return part instanceof MimePart.Leaf leaf ? leaf.content().encoding() : "";
  }
}
