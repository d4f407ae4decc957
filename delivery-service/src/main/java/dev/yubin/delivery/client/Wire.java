package dev.yubin.delivery.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.Future;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A connection to a host: commands out, replies in, a deadline on each step. For one thread.
final class Wire {
  private static final Logger log = LoggerFactory.getLogger(Wire.class);
  private static final int BUFFER = 16 * 1024;
  private static final int BLOCK = 64 * 1024;

  private final Socket plain;
  private final Endpoints endpoints;
  private final Deadlines deadlines;
  private final ByteArrayOutputStream commands = new ByteArrayOutputStream();
  private ReplyReader in;
  private OutputStream out;
  private volatile boolean expired;
  private Duration total;
  private long begunAt;
  private @Nullable Reply farewell;

  /// @param plain connected
  /// @param total for all steps until [#begin]
  Wire(Socket plain, Deadlines deadlines, Duration total) {
    this.plain = plain;
    this.endpoints = Endpoints.of(plain);
    this.deadlines = deadlines;
    this.total = total;
    this.begunAt = System.nanoTime();
    try {
      this.in = new ReplyReader(plain.getInputStream());
      this.out = new BufferedOutputStream(plain.getOutputStream(), BUFFER);
    } catch (IOException e) {
      throw new UncheckedIOException("A socket that is connected has streams", e);
    }
  }

  /// From here on all steps together may take a time anew.
  void begin(Duration time) {
    total = time;
    begunAt = System.nanoTime();
  }

  /// Adds a command to those that the peer gets with the next [#read].
  void write(String command) {
    commands.writeBytes((command + "\r\n").getBytes(UTF_8));
  }

  Reply read(Duration limit) throws IOException {
    Reply reply =
        within(
            limit,
            () -> {
              writeCommands();
              out.flush();
              return in.read();
            });
    farewell = reply.isFarewell() ? reply : farewell;
    return reply;
  }

  Reply ask(String command, Duration limit) throws IOException {
    write(command);
    return read(limit);
  }

  /// Writes a whole mail and the dot that ends it, never holding more than a block of it.
  void writeContent(InputStream content, Duration blockLimit) throws IOException {
    DotStuffing stuffing = new DotStuffing(out);
    byte[] block = new byte[BLOCK];
    int read;
    do {
      int length = content.readNBytes(block, 0, block.length);
      read = within(blockLimit, () -> stuffing.write(block, length));
    } while (read > 0);
    within(blockLimit, stuffing::end);
  }

  /// Writes a whole mail as one chunk (RFC 3030 §2), never holding more than a block of it.
  ///
  /// @param size octets of the content
  void writeChunk(InputStream content, long size, Duration blockLimit) throws IOException {
    write("BDAT " + size + " LAST");
    within(blockLimit, this::writeCommands);
    byte[] block = new byte[BLOCK];
    long left = size;
    while (left > 0) {
      int length = content.readNBytes(block, 0, (int) Math.min(block.length, left));
      if (length == 0) {
        throw new IllegalStateException("The mail lacks " + left + " of its octets");
      }
      within(
          blockLimit,
          () -> {
            out.write(block, 0, length);
            return length;
          });
      left -= length;
    }
  }

  private int writeCommands() throws IOException {
    int size = commands.size();
    commands.writeTo(out);
    commands.reset();
    return size;
  }

  /// TLS over this connection, still to be started.
  ClientTls tls(RemoteHost host, X509TrustManager authorities) throws IOException {
    return new ClientTls(plain, host.sni(), host.tls(), authorities);
  }

  /// Encrypts the connection. Whatever the host sent in the clear is forgotten (RFC 3207 §4.2).
  void startTls(ClientTls tls, Duration limit) throws IOException {
    SSLSocket encrypted = tls.socket();
    within(
        limit,
        () -> {
          encrypted.startHandshake();
          return encrypted;
        });
    in = new ReplyReader(encrypted.getInputStream());
    out = new BufferedOutputStream(encrypted.getOutputStream(), BUFFER);
  }

  Endpoints endpoints() {
    return endpoints;
  }

  /// The 421 by which the host has taken its leave, if it has.
  @Nullable Reply farewell() {
    return farewell;
  }

  /// The peer's IP address.
  String address() {
    return plain.getInetAddress().getHostAddress();
  }

  boolean isOpen() {
    return farewell == null && !plain.isClosed();
  }

  void close() {
    try {
      // The plain socket: closing the TLS one would wait for a peer that takes nothing.
      plain.close();
    } catch (IOException e) {
      log.debug("event=close-failed cause={}", e.toString());
    }
  }

  private interface Step<T> {
    T run() throws IOException;
  }

  private <T> T within(Duration limit, Step<T> step) throws IOException {
    Duration left = total.minusNanos(System.nanoTime() - begunAt);
    boolean isLast = left.compareTo(limit) < 0;
    Future<?> deadline = deadlines.after(isLast ? left : limit, this::expire);
    try {
      return step.run();
    } catch (IOException e) {
      if (!expired) {
        throw e;
      }
      throw new SocketTimeoutException(
          isLast
              ? "took more than " + total.toSeconds() + " s in all, the last of them"
              : "timed out after " + limit.toSeconds() + " s");
    } finally {
      deadline.cancel(false);
    }
  }

  private void expire() {
    expired = true;
    close();
  }
}
