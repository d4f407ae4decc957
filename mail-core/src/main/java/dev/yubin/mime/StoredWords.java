package dev.yubin.mime;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The words that the stored form has a number for. Their order is part of the format: another
/// list needs another version.
final class StoredWords {
  /// The number of no word at all.
  static final int NULL = 0;

  /// Numbers from 1.
  private static final List<String> WORDS =
      List.of(
          "text",
          "plain",
          "html",
          "charset",
          "us-ascii",
          "utf-8",
          "UTF-8",
          "iso-8859-1",
          "ISO-8859-1",
          "iso-2022-jp",
          "ISO-2022-JP",
          "7bit",
          "8bit",
          "quoted-printable",
          "base64",
          "binary",
          "multipart",
          "mixed",
          "alternative",
          "related",
          "report",
          "signed",
          "boundary",
          "format",
          "flowed",
          "delsp",
          "yes",
          "type",
          "multipart/alternative",
          "text/html",
          "application",
          "octet-stream",
          "pdf",
          "image",
          "png",
          "jpeg",
          "gif",
          "name",
          "attachment",
          "inline",
          "filename",
          "size",
          "message",
          "rfc822",
          "delivery-status",
          "calendar",
          "method",
          "protocol",
          "micalg",
          "");

  private static final Map<String, Integer> NUMBERS = new HashMap<>();

  static {
    for (String word : WORDS) {
      NUMBERS.put(word, NUMBERS.size() + 1);
    }
  }

  private StoredWords() {}

  /// The number of a word, -1 when it has none.
  static int number(String word) {
    return NUMBERS.getOrDefault(word, -1);
  }

  static String word(int number) {
    return WORDS.get(number - 1);
  }

  /// Numbers below this are words.
  static int count() {
    return WORDS.size() + 1;
  }
}
