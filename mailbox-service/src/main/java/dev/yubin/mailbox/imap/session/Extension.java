package dev.yubin.mailbox.imap.session;

import java.util.Arrays;
import java.util.Optional;

/// What a client has to ask for by ENABLE (RFC 5161).
enum Extension {
  CONDSTORE("CONDSTORE"),
  QRESYNC("QRESYNC"),

  /// RFC 9051
  IMAP4REV2("IMAP4rev2"),

  /// RFC 9755
  UTF8_ACCEPT("UTF8=ACCEPT"),

  /// RFC 9586
  UIDONLY("UIDONLY");

  private final String word;

  Extension(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }

  /// @param word in any case
  static Optional<Extension> of(String word) {
    return Arrays.stream(values()).filter(e -> e.word.equalsIgnoreCase(word)).findFirst();
  }
}
