package dev.yubin.mailbox.imap.search;

import java.io.InputStream;
import java.util.Base64;
import java.util.Locale;

/// Content-Transfer-Encodings (RFC 2045 §6.1) of parts, by name.
public final class TransferEncoding {
  private TransferEncoding() {}

  public static boolean isKnown(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "base64", "quoted-printable", "7bit", "8bit", "binary" -> true;
      default -> false;
    };
  }

  /// What is broken in an encoding is read as well as may be; of one that is not known, the octets
  /// as they are.
  public static InputStream decoded(InputStream in, String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "base64" -> new LenientStream(Base64.getMimeDecoder().wrap(in));
      case "quoted-printable" -> new QuotedPrintableStream(in);
      default -> in;
    };
  }
}
