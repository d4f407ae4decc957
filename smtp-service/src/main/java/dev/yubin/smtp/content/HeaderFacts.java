package dev.yubin.smtp.content;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// What has to be known of a mail's header, gathered while the octets pass. Keeps the name of one
/// field at a time.
final class HeaderFacts {
  /// As long as the longest name that is looked for, and one more.
  private static final int MAX_NAME = "message-id".length() + 1;

  private final byte[] name = new byte[MAX_NAME];
  private int nameLength;
  private boolean inName = true;
  private boolean lineEmpty = true;
  private boolean ended;
  private int received;
  private boolean date;
  private boolean messageId;

  /// RFC 5321 §6.3: how many hosts the mail came through.
  int received() {
    return received;
  }

  boolean hasDate() {
    return date;
  }

  boolean hasMessageId() {
    return messageId;
  }

  void look(byte[] octets, int offset, int length) {
    for (int i = offset; i < offset + length && !ended; i++) {
      look(octets[i]);
    }
  }

  private void look(byte octet) {
    if (octet == '\n') {
      ended = lineEmpty;
      lineEmpty = true;
      inName = true;
      nameLength = 0;
    } else if (octet != '\r') {
      lineEmpty = false;
      if (inName) {
        lookAtName(octet);
      }
    }
  }

  private void lookAtName(byte octet) {
    if (octet == ':') {
      inName = false;
      // RFC 5322 §4.5.8 (obsolete form): white space may stand before the colon.
      count(new String(name, 0, nameLength, StandardCharsets.US_ASCII).stripTrailing());
    } else if (nameLength < MAX_NAME) {
      name[nameLength++] = octet;
    } else {
      inName = false;
    }
  }

  private void count(String field) {
    switch (field.toLowerCase(Locale.ROOT)) {
      case "received" -> received++;
      case "date" -> date = true;
      case "message-id" -> messageId = true;
      default -> {
        // Nobody asks for it.
      }
    }
  }
}
