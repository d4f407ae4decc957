package dev.yubin.mailbox.imap.sort;

import dev.yubin.mime.Address;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// What sorting looks at of an ENVELOPE as it is stored, in wire form (RFC 9051 §7.5.2). Texts are
/// octets as chars, not decoded; of addresses the first is read.
record StoredEnvelope(
    String subject,
    @Nullable Address from,
    @Nullable Address to,
    @Nullable Address cc,
    String messageId) {

  static final StoredEnvelope EMPTY = new StoredEnvelope("", null, null, null, "");

  static StoredEnvelope of(byte[] wire) {
    return new Reader(wire).read();
  }

  private static final class Reader {
    private final byte[] wire;
    private int position;

    Reader(byte[] wire) {
      this.wire = wire;
    }

    /// `(date subject from sender reply-to to cc bcc in-reply-to message-id)`
    StoredEnvelope read() {
      position++;
      next();
      String subject = text();
      Address from = first();
      first();
      first();
      Address to = first();
      Address cc = first();
      first();
      next();
      return new StoredEnvelope(subject, from, to, cc, text());
    }

    private String text() {
      String text = next();
      return text == null ? "" : text;
    }

    /// The first address of a list, or NIL, and the space behind it.
    private @Nullable Address first() {
      if (wire[position] != '(') {
        next();
        return null;
      }
      position++;
      Address first = null;
      while (wire[position] == '(') {
        position++;
        Address address = new Address(next(), next(), next(), next());
        first = first == null ? address : first;
      }
      position += 2;
      return first;
    }

    /// An `nstring` and the octet behind it.
    private @Nullable String next() {
      String value = nstring();
      position++;
      return value;
    }

    private @Nullable String nstring() {
      return switch (wire[position]) {
        case '"' -> quoted();
        case '{' -> literal();
        default -> {
          position += "NIL".length();
          yield null;
        }
      };
    }

    private String quoted() {
      int start = ++position;
      boolean escaped = false;
      while (wire[position] != '"') {
        escaped |= wire[position] == '\\';
        position += wire[position] == '\\' ? 2 : 1;
      }
      String text = new String(wire, start, position++ - start, StandardCharsets.ISO_8859_1);
      return escaped ? text.replaceAll("\\\\(.)", "$1") : text;
    }

    private String literal() {
      int length = 0;
      while (wire[++position] != '}') {
        length = 10 * length + wire[position] - '0';
      }
      int start = position + "}\r\n".length();
      position = start + length;
      return new String(wire, start, length, StandardCharsets.ISO_8859_1);
    }
  }
}
