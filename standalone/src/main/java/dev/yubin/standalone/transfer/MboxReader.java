package dev.yubin.standalone.transfer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Reads the mails of an mbox. A mail begins at a [FromLine] that is the first line or stands after
/// an empty one; the empty line before the next is not of the mail. A `>` is taken from lines of
/// `>From `, `>>From ` and so on (the form called mboxrd). For one thread.
final class MboxReader {
  private final InputStream in;
  private final String key;
  private final ByteArrayOutputStream mail = new ByteArrayOutputStream();
  private Set<String> flags = new TreeSet<>();
  private @Nullable Instant date;
  private boolean inHeader;
  private boolean afterBlank = true;
  private int number;

  /// @param key what the keys of its mails begin with
  MboxReader(InputStream in, String key) {
    this.in = new BufferedInputStream(in, 1 << 16);
    this.key = key;
  }

  /// @return how many mails there are
  static int count(InputStream in) throws IOException {
    int[] count = {0};
    new MboxReader(in, "").read(mail -> count[0]++);
    return count[0];
  }

  void read(MailSource.Sink sink) throws IOException {
    for (byte[] line = line(); line.length > 0; line = line()) {
      byte[] text = withoutEnd(line);
      Optional<Instant> begin = afterBlank ? FromLine.date(text) : Optional.empty();
      if (begin.isPresent()) {
        hand(sink);
        date = begin.get();
        inHeader = true;
      } else if (date != null) {
        add(line, text);
      }
      afterBlank = text.length == 0;
    }
    hand(sink);
  }

  private void add(byte[] line, byte[] text) {
    if (text.length == 0) {
      inHeader = false;
    }
    if (inHeader && MboxStatus.read(new String(text, ISO_8859_1), flags)) {
      return;
    }
    int from = line[0] == '>' && FromLine.isQuoted(text, 0) ? 1 : 0;
    mail.write(line, from, line.length - from);
  }

  private void hand(MailSource.Sink sink) throws IOException {
    Instant received = date;
    if (received != null) {
      byte[] octets = LineEnds.toCrlf(withoutBlankLine(mail.toByteArray()));
      sink.take(
          new Mail(
              key + "." + ++number, received, flags, MailHeader.identity(octets), () -> octets));
    }
    mail.reset();
    flags = new TreeSet<>();
    date = null;
  }

  private static byte[] withoutBlankLine(byte[] octets) {
    int end = octets.length;
    if (end == 1 && octets[0] == '\n') {
      return new byte[0];
    }
    if (end >= 2 && octets[end - 1] == '\n' && octets[end - 2] == '\n') {
      return Arrays.copyOf(octets, end - 1);
    }
    boolean crlf = end >= 4 && octets[end - 1] == '\n' && octets[end - 2] == '\r';
    return crlf && octets[end - 3] == '\n' ? Arrays.copyOf(octets, end - 2) : octets;
  }

  private static byte[] withoutEnd(byte[] line) {
    int end = line.length;
    if (line[end - 1] == '\n') {
      end--;
      if (end > 0 && line[end - 1] == '\r') {
        end--;
      }
    }
    return Arrays.copyOf(line, end);
  }

  /// The next line with its end; no octets at the end of the file.
  private byte[] line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(128);
    for (int octet = in.read(); octet >= 0; octet = in.read()) {
      line.write(octet);
      if (octet == '\n') {
        break;
      }
    }
    return line.toByteArray();
  }
}
