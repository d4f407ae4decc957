package dev.yubin.mailbox.imap.search;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Decodes the encoded words of a header (RFC 2047).
public final class EncodedWords {
  private static final Pattern WORD =
      Pattern.compile("=\\?([^?* ]{1,64})(?:\\*[^? ]{0,64})?\\?([bBqQ])\\?([^? ]*)\\?=");

  private EncodedWords() {}

  /// @param text octets as chars
  public static String decode(String text) {
    Matcher word = WORD.matcher(text);
    StringBuilder decoded = new StringBuilder(text.length());
    int end = 0;
    while (word.find()) {
      String between = text.substring(end, word.start());
      // RFC 2047 §6.2: white space between two encoded words is not there.
      if (end == 0 || !between.isBlank()) {
        decoded.append(plain(between));
      }
      decoded.append(decode(word.group(1), word.group(2), word.group(3)));
      end = word.end();
    }
    return decoded.append(plain(text.substring(end))).toString();
  }

  private static String decode(String charset, String encoding, String text) {
    byte[] octets = encoding.equalsIgnoreCase("B") ? base64(text) : q(text);
    return new String(octets, charset(charset));
  }

  private static byte[] base64(String text) {
    try {
      return Base64.getMimeDecoder().decode(text.getBytes(StandardCharsets.ISO_8859_1));
    } catch (IllegalArgumentException e) {
      return text.getBytes(StandardCharsets.ISO_8859_1);
    }
  }

  private static byte[] q(String text) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int high = c == '=' && i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
      int low = high < 0 ? -1 : Character.digit(text.charAt(i + 2), 16);
      if (low >= 0) {
        octets.write(16 * high + low);
        i += 2;
      } else {
        octets.write(c == '_' ? ' ' : c);
      }
    }
    return octets.toByteArray();
  }

  /// RFC 6532: octets over 127 are UTF-8; those that are not are taken for ISO-8859-1.
  private static String plain(String octets) {
    if (octets.chars().allMatch(c -> c < 0x80)) {
      return octets;
    }
    try {
      ByteBuffer bytes = ByteBuffer.wrap(octets.getBytes(StandardCharsets.ISO_8859_1));
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      return octets;
    }
  }

  /// The charset of a name, ISO-8859-1 when it is not known.
  static Charset charset(String name) {
    try {
      return Charset.forName(name);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return StandardCharsets.ISO_8859_1;
    }
  }
}
