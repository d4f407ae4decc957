package dev.yubin.standalone.torture;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A mail that says itself whether it is whole: its header has the digest of its body.
///
/// @param id its own within the run; the sender's address has it as detail
/// @param sender local part of the account that DSNs come back to
/// @param recipients addresses
/// @param size of the body, octets, about
/// @param seed of the body
record Mail(String id, String sender, List<String> recipients, int size, long seed) {
  private static final String FIELD = "X-Torture: ";
  private static final Pattern MARK = Pattern.compile("\n" + FIELD + "(\\S+) ([0-9a-f]{64})\r\n");
  private static final byte[] ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.,".getBytes(ISO_8859_1);
  private static final int LINE = 76;

  /// How far into a mail the mark is looked for: trace fields stand before it.
  private static final int HEAD = 16_384;

  String reversePath() {
    return sender + "+" + id + "@" + ServiceWords.DOMAIN;
  }

  /// As they are sent, dots not stuffed.
  byte[] octets() {
    byte[] body = body();
    String header =
        """
        From: <%s@%s>\r
        To: undisclosed-recipients:;\r
        Subject: %s\r
        Date: Mon, 2 Nov 2026 10:00:00 +0000\r
        Message-ID: <%s@%s>\r
        %s%s %s\r
        \r
        """
            .formatted(
                sender, ServiceWords.DOMAIN, id, id, ServiceWords.DOMAIN, FIELD, id, digest(body));
    byte[] head = header.getBytes(ISO_8859_1);
    byte[] all = new byte[head.length + body.length];
    System.arraycopy(head, 0, all, 0, head.length);
    System.arraycopy(body, 0, all, head.length, body.length);
    return all;
  }

  /// Lines of which one in thirty or so begins with a dot.
  private byte[] body() {
    SplittableRandom random = new SplittableRandom(seed);
    int lines = Math.max(1, size / (LINE + 2));
    byte[] body = new byte[lines * (LINE + 2)];
    int at = 0;
    for (int line = 0; line < lines; line++) {
      for (int i = 0; i < LINE; i++) {
        body[at++] = ALPHABET[random.nextInt(ALPHABET.length)];
      }
      if (random.nextInt(32) == 0) {
        body[at - LINE] = '.';
      }
      body[at++] = '\r';
      body[at++] = '\n';
    }
    return body;
  }

  /// What stands in a mail of ours, whatever fields were put before it.
  ///
  /// @param whole whether the body is as it was sent
  record Mark(String id, boolean whole) {}

  /// @return empty for a mail that is not ours, such as a DSN
  static Optional<Mark> read(byte[] octets) {
    String head = new String(octets, 0, Math.min(HEAD, octets.length), ISO_8859_1);
    int end = head.indexOf("\r\n\r\n");
    Matcher mark = MARK.matcher(end < 0 ? head : head.substring(0, end + 2));
    if (end < 0 || !mark.find()) {
      return Optional.empty();
    }
    byte[] body = Arrays.copyOfRange(octets, end + 4, octets.length);
    return Optional.of(new Mark(mark.group(1), digest(body).equals(mark.group(2))));
  }

  private static String digest(byte[] octets) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
