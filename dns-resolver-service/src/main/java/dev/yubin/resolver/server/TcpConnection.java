package dev.yubin.resolver.server;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;

/// A client's connection: queries one after the other, each with its length in front (RFC 1035
/// §4.2.2).
final class TcpConnection {
  /// How long a client may take for its next query, all octets of it, or to take an answer.
  private static final Duration CLIENT_TIME = Duration.ofSeconds(10);

  /// How long we may take. Upstreams have given up long before.
  private static final Duration ANSWER_TIME = Duration.ofMinutes(2);

  /// Larger queries than any real one, octets.
  private static final int MAX_QUERY = 4_096;

  private final Socket socket;
  private final Responder responder;
  private volatile long deadline;
  private volatile boolean answering;

  TcpConnection(Socket socket, Responder responder) {
    this.socket = socket;
    this.responder = responder;
    allow(CLIENT_TIME);
  }

  InetAddress client() {
    return socket.getInetAddress();
  }

  /// Answers until the client goes, is late, or sends what is no query.
  void serve() {
    try (socket) {
      DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
      OutputStream out = socket.getOutputStream();
      boolean open = true;
      while (open) {
        allow(CLIENT_TIME);
        int length = in.readUnsignedShort();
        open = length <= MAX_QUERY && answer(in.readNBytes(length), out);
      }
    } catch (IOException e) {
      // The client is gone, or was late: both are its right.
    }
  }

  /// @return false when the client sent something that is not to be answered
  private boolean answer(byte[] query, OutputStream out) throws IOException {
    answering = true;
    try {
      allow(ANSWER_TIME);
      byte[] reply = responder.reply(query, client(), Responder.Transport.TCP);
      allow(CLIENT_TIME);
      if (reply.length > 0) {
        out.write(framed(reply));
      }
      return reply.length > 0;
    } finally {
      answering = false;
    }
  }

  /// RFC 7766 §8: length and message in one segment.
  private static byte[] framed(byte[] message) {
    byte[] framed = new byte[message.length + 2];
    framed[0] = (byte) (message.length >> 8);
    framed[1] = (byte) message.length;
    System.arraycopy(message, 0, framed, 2, message.length);
    return framed;
  }

  private void allow(Duration time) {
    deadline = System.nanoTime() + time.toNanos();
  }

  boolean isLate() {
    return System.nanoTime() - deadline > 0;
  }

  boolean isAnswering() {
    return answering;
  }

  void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // It is closed as far as we can close it.
    }
  }
}
