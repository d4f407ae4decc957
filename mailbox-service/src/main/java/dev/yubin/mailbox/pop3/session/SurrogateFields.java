package dev.yubin.mailbox.pop3.session;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Header fields in ASCII for those that are not (RFC 6858 §2): texts become encoded words
/// (RFC 2047), mailboxes keep their address where that is ASCII and become a group of nobody
/// (RFC 6854) where it is not, parameters of MIME lose what is no ASCII, and all other fields are
/// left out. Fields in ASCII stay octet by octet.
final class SurrogateFields {
  private static final Set<String> TEXTS = Set.of("subject", "comments", "content-description");
  private static final Set<String> ADDRESSES =
      Set.of(
          "from",
          "sender",
          "reply-to",
          "to",
          "cc",
          "bcc",
          "resent-from",
          "resent-sender",
          "resent-to",
          "resent-cc",
          "resent-bcc");

  /// RFC 2047 §2: an encoded word has at most 75 characters.
  private static final int OCTETS_A_WORD = 42;

  private SurrogateFields() {}

  static byte[] of(byte[] header) {
    if (isAscii(header)) {
      return header;
    }
    StringBuilder surrogate = new StringBuilder();
    for (String field : fields(new String(header, ISO_8859_1))) {
      surrogate.append(isAscii(field.getBytes(ISO_8859_1)) ? field : surrogate(field));
    }
    return surrogate.toString().getBytes(ISO_8859_1);
  }

  private static boolean isAscii(byte[] octets) {
    for (byte octet : octets) {
      if (octet < 0) {
        return false;
      }
    }
    return true;
  }

  /// With their line ends; the blank line is one of its own.
  private static List<String> fields(String header) {
    return List.of(header.split("(?<=\n)(?![ \t])"));
  }

  /// @param field octets as characters of ISO 8859-1
  private static String surrogate(String field) {
    int colon = field.indexOf(':');
    String name = colon < 0 ? "" : field.substring(0, colon).stripTrailing();
    String value = field.substring(colon + 1).replaceAll("\r?\n", "").strip();
    String key = name.toLowerCase(Locale.ROOT);
    if (TEXTS.contains(key)) {
      return name + ": " + encodedWords(value) + "\r\n";
    }
    if (key.startsWith("content-")) {
      // The type is needed, whatever a file was called.
      return field.replaceAll("[\\x80-\\xff]+", "?");
    }
    return ADDRESSES.contains(key) ? name + ": " + mailboxes(value) + "\r\n" : "";
  }

  private static String mailboxes(String value) {
    List<String> all = new ArrayList<>();
    int from = 0;
    boolean quoted = false;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        all.add(mailbox(value.substring(from, i).strip()));
        from = i + 1;
      }
    }
    all.add(mailbox(value.substring(Math.min(from, value.length())).strip()));
    return String.join(",\r\n ", all);
  }

  private static String mailbox(String mailbox) {
    if (isAscii(mailbox.getBytes(ISO_8859_1))) {
      return mailbox;
    }
    int angle = mailbox.lastIndexOf('<');
    String address = angle < 0 ? "" : mailbox.substring(angle);
    if (address.endsWith(">") && isAscii(address.getBytes(ISO_8859_1))) {
      String phrase = mailbox.substring(0, angle).strip();
      return encodedWords(phrase.replaceAll("^\"|\"$|\\\\(?=.)", "")) + " " + address;
    }
    return encodedWords(mailbox) + ":;";
  }

  private static String encodedWords(String octets) {
    byte[] all = octets.getBytes(ISO_8859_1);
    boolean utf8 = isUtf8(all);
    List<String> words = new ArrayList<>();
    for (int from = 0; from < all.length; ) {
      int end = Math.min(all.length, from + OCTETS_A_WORD);
      // RFC 2047 §5: no character is divided between two words.
      while (utf8 && end < all.length && end > from + 1 && (all[end] & 0xc0) == 0x80) {
        end--;
      }
      byte[] part = Arrays.copyOfRange(all, from, end);
      // RFC 1428 §3 for the name of a charset that is not known.
      words.add(
          "=?%s?B?%s?="
              .formatted(
                  utf8 ? "UTF-8" : "UNKNOWN-8BIT", Base64.getEncoder().encodeToString(part)));
      from = end;
    }
    return String.join("\r\n ", words);
  }

  private static boolean isUtf8(byte[] octets) {
    try {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(octets));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
