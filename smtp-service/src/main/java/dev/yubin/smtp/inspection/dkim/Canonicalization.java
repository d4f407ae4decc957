package dev.yubin.smtp.inspection.dkim;

import dev.yubin.smtp.content.HeaderField;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/// How much of a change on the way a signature forgives (RFC 6376 §3.4).
public enum Canonicalization {
  SIMPLE,
  RELAXED;

  private static final Pattern SIGNATURE = Pattern.compile("([:;]\\s*+b\\s*+=)[^;]*+");
  private static final Pattern WHITE = Pattern.compile("[ \\t]++");

  static Canonicalization of(String name) throws Refused {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "simple" -> SIMPLE;
      case "relaxed" -> RELAXED;
      default -> throw Refused.broken("unknown canonicalization");
    };
  }

  /// The octets of a field to be hashed, with the last CRLF.
  public byte[] field(HeaderField field) {
    return switch (this) {
      case SIMPLE -> field.octets();
      case RELAXED -> octets(relaxed(text(field.octets())));
    };
  }

  /// The octets of the signature's own field: without the signature and the last CRLF (RFC 6376
  /// §3.7).
  public byte[] own(HeaderField field) {
    String unsigned = SIGNATURE.matcher(text(field.octets())).replaceFirst("$1");
    String text = this == SIMPLE ? unsigned : relaxed(unsigned);
    return octets(text.endsWith("\r\n") ? text.substring(0, text.length() - 2) : text);
  }

  /// RFC 6376 §3.4.2.
  private static String relaxed(String field) {
    int colon = field.indexOf(':');
    String name = field.substring(0, colon).strip().toLowerCase(Locale.ROOT);
    String unfolded = field.substring(colon + 1).replace("\r\n", "");
    String value = trim(WHITE.matcher(unfolded).replaceAll(" "));
    return name + ":" + value + "\r\n";
  }

  private static String trim(String value) {
    int from = value.startsWith(" ") ? 1 : 0;
    int to = value.endsWith(" ") ? value.length() - 1 : value.length();
    return value.substring(from, Math.max(from, to));
  }

  private static String text(byte[] octets) {
    return new String(octets, StandardCharsets.ISO_8859_1);
  }

  private static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
