package dev.yubin.delivery.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/// Reads replies, bounded before they are parsed. For one thread.
final class ReplyReader {
  /// RFC 5321 §4.5.3.1.5 has 512 octets a line; hosts that say more are borne up to here.
  private static final int MAX_LINE = 2048;

  /// No host has so much to say, not even after EHLO.
  private static final int MAX_LINES = 128;

  private final InputStream source;
  private final byte[] buffer = new byte[4096];
  private int position;
  private int limit;

  ReplyReader(InputStream source) {
    this.source = source;
  }

  /// @throws ProtocolViolation when what comes is not a reply
  /// @throws EOFException when the host has closed the connection
  Reply read() throws IOException {
    List<String> lines = new ArrayList<>();
    int code = -1;
    while (lines.size() < MAX_LINES) {
      String line = readLine();
      int lineCode = code(line);
      if (code != -1 && lineCode != code) {
        // RFC 5321 §4.2.1: all lines of a reply have the same code.
        throw new ProtocolViolation("a reply of codes " + code + " and " + lineCode);
      }
      code = lineCode;
      lines.add(line.substring(Math.min(line.length(), 4)));
      if (line.length() == 3 || line.charAt(3) == ' ') {
        return new Reply(code, lines);
      }
    }
    throw new ProtocolViolation("a reply of more than " + MAX_LINES + " lines");
  }

  private static int code(String line) throws ProtocolViolation {
    boolean wellFormed =
        line.length() >= 3
            && line.charAt(0) >= '2'
            && line.charAt(0) <= '5'
            && isDigit(line.charAt(1))
            && isDigit(line.charAt(2))
            && (line.length() == 3 || line.charAt(3) == ' ' || line.charAt(3) == '-');
    if (!wellFormed) {
      String start = line.substring(0, Math.min(line.length(), 80));
      throw new ProtocolViolation("what is not a reply: " + start);
    }
    return Integer.parseInt(line.substring(0, 3));
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private String readLine() throws IOException {
    byte[] line = new byte[MAX_LINE];
    int length = 0;
    while (true) {
      int octet = next();
      if (octet == '\n') {
        return text(line, length);
      }
      if (length == MAX_LINE) {
        throw new ProtocolViolation("a reply line of more than " + MAX_LINE + " octets");
      }
      line[length++] = (byte) octet;
    }
  }

  /// Control characters, the CR among them, have no place in a log or a DSN.
  private static String text(byte[] line, int length) {
    String text = new String(line, 0, length, UTF_8);
    StringBuilder clean = new StringBuilder(text.length());
    text.chars().filter(c -> !Character.isISOControl(c)).forEach(c -> clean.append((char) c));
    return clean.toString();
  }

  private int next() throws IOException {
    if (position == limit) {
      limit = source.read(buffer);
      position = 0;
      if (limit <= 0) {
        limit = 0;
        throw new EOFException("connection closed");
      }
    }
    return buffer[position++];
  }
}
