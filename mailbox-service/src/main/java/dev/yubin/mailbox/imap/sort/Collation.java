package dev.yubin.mailbox.imap.sort;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;

/// The collation `i;unicode-casemap` (RFC 5051 §2), which RFC 5256 §5 asks for.
final class Collation {
  private Collation() {}

  /// Texts that are equal get equal keys, and keys compare as their texts do.
  ///
  /// @return UTF-8 octets as chars, so that the order is that of octets
  static String key(String text) {
    int[] titles = text.codePoints().map(Character::toTitleCase).toArray();
    String decomposed =
        Normalizer.normalize(new String(titles, 0, titles.length), Normalizer.Form.NFKD);
    return new String(decomposed.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }
}
