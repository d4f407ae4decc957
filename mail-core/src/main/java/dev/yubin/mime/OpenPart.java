package dev.yubin.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.yubin.mime.MimePart.Leaf;
import dev.yubin.mime.MimePart.Message;
import dev.yubin.mime.MimePart.Multipart;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A part whose end has not been seen.
final class OpenPart {
  private enum Kind {
    LEAF,
    MULTIPART,
    MESSAGE
  }

  private final long offset;
  private final MediaType defaultType;
  private final boolean hasEnvelope;
  private final List<MimePart> children = new ArrayList<>(0);

  private Kind kind = Kind.LEAF;
  private Content content = Content.EMPTY;
  private String envelope = "";
  private String innerEnvelope = "";
  private byte @Nullable [] boundary;
  private long bodyOffset;
  private long linesBeforeBody;

  private OpenPart(long offset, MediaType defaultType, boolean hasEnvelope) {
    this.offset = offset;
    this.defaultType = defaultType;
    this.hasEnvelope = hasEnvelope;
  }

  /// The mail itself, or the message in a message/rfc822.
  static OpenPart message(long offset) {
    return new OpenPart(offset, MediaType.TEXT_PLAIN, true);
  }

  static OpenPart inMultipart(OpenPart multipart, long offset) {
    // RFC 2046 §5.1.5
    boolean digest = multipart.content.mediaType().is("multipart", "digest");
    return new OpenPart(offset, digest ? MediaType.MESSAGE_RFC822 : MediaType.TEXT_PLAIN, false);
  }

  /// @param mayNest false when there are too many parts already, or they are too deep
  void endHeader(long position, long lines, StructuralFields fields, boolean mayNest) {
    bodyOffset = position;
    linesBeforeBody = lines;
    content = fields.content(defaultType);
    if (hasEnvelope) {
      envelope = fields.envelope();
    }
    if (content.mediaType().is("multipart")) {
      endMultipartHeader(mayNest);
    } else if (content.mediaType().isMessage()) {
      // RFC 6532 §3.7, not done: a message/global in base64 is scanned as it stands, not decoded.
      nest(Kind.MESSAGE, mayNest);
    }
  }

  private void endMultipartHeader(boolean mayNest) {
    byte[] usable = usableBoundary(content.mediaType());
    if (usable == null) {
      content = content.withMediaType(MediaType.TEXT_PLAIN);
    } else if (nest(Kind.MULTIPART, mayNest)) {
      boundary = usable;
    }
  }

  private boolean nest(Kind wanted, boolean mayNest) {
    if (mayNest) {
      kind = wanted;
    } else {
      content = content.withMediaType(MediaType.OCTET_STREAM);
    }
    return mayNest;
  }

  private static byte @Nullable [] usableBoundary(MediaType type) {
    String value = type.parameter("boundary");
    if (value == null) {
      return null;
    }
    // RFC 2046 §5.1.1: a boundary does not end with white space.
    String usable = value.stripTrailing();
    return usable.isEmpty() || usable.length() > MimeScanner.MAX_BOUNDARY
        ? null
        : usable.getBytes(ISO_8859_1);
  }

  boolean hasBoundary() {
    return boundary != null;
  }

  int boundaryLength() {
    return boundary == null ? 0 : boundary.length;
  }

  /// Whether the octets from `from` to `end` begin with the boundary.
  boolean boundaryBegins(byte[] octets, int from, int end) {
    byte[] expected = boundary;
    return expected != null
        && end - from >= expected.length
        && Arrays.equals(octets, from, from + expected.length, expected, 0, expected.length);
  }

  /// The closing delimiter was seen: the rest of the body is an epilogue.
  void close() {
    boundary = null;
  }

  boolean isMessage() {
    return kind == Kind.MESSAGE;
  }

  long bodyOffset() {
    return bodyOffset;
  }

  /// Of the message that this part is, in IMAP wire form.
  String envelope() {
    return envelope;
  }

  void add(OpenPart child, long end, long linesAtEnd) {
    children.add(child.end(end, linesAtEnd));
    innerEnvelope = child.envelope;
  }

  MimePart end(long end, long linesAtEnd) {
    Place place =
        new Place(offset, bodyOffset - offset, end - bodyOffset, linesAtEnd - linesBeforeBody);
    return switch (kind) {
      case LEAF -> new Leaf(place, content);
      case MULTIPART -> new Multipart(place, content, childrenOrEmptyText(end));
      case MESSAGE -> new Message(place, content, innerEnvelope, children.getFirst());
    };
  }

  private List<MimePart> childrenOrEmptyText(long end) {
    return children.isEmpty()
        ? List.of(new Leaf(new Place(end, 0, 0, 0), Content.EMPTY))
        : children;
  }
}
