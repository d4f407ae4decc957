package dev.yubin.mailbox.pop3.command;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/// What a client is told.
public sealed interface Pop3Reply {
  void writeTo(OutputStream out) throws IOException;

  record Ok(String text) implements Pop3Reply {
    @Override
    public void writeTo(OutputStream out) throws IOException {
      line(out, "+OK " + text);
    }
  }

  /// @param text may begin with a response code in brackets (RFC 2449 §8)
  record Err(String text) implements Pop3Reply {
    @Override
    public void writeTo(OutputStream out) throws IOException {
      line(out, "-ERR " + text);
    }
  }

  /// A reply of many lines (RFC 1939 §3).
  ///
  /// @param lines none begins with a dot; read once, while they are written
  record Listing(String text, Stream<String> lines) implements Pop3Reply {
    public Listing(String text, List<String> lines) {
      this(text, lines.stream());
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      line(out, "+OK " + text);
      for (Iterator<String> each = lines.iterator(); each.hasNext(); ) {
        line(out, each.next());
      }
      line(out, ".");
    }
  }

  /// Octets of a message, as they are stored.
  record Content(String text, Octets octets) implements Pop3Reply {
    @Override
    public void writeTo(OutputStream out) throws IOException {
      line(out, "+OK " + text);
      DotStuffing stuffing = new DotStuffing(out);
      octets.copyTo(stuffing);
      stuffing.end();
    }
  }

  /// Writes octets of a message piece by piece.
  @FunctionalInterface
  interface Octets {
    /// @throws IOException when the client is gone, or the message is; the connection is over then
    void copyTo(OutputStream sink) throws IOException;
  }

  private static void line(OutputStream out, String text) throws IOException {
    out.write((text + "\r\n").getBytes(StandardCharsets.UTF_8));
  }
}
