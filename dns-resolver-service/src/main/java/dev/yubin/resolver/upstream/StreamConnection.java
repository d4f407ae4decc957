package dev.yubin.resolver.upstream;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;

/// A connection on which messages follow their length (RFC 1035 §4.2.2), for one question at a
/// time.
final class StreamConnection implements AutoCloseable {
  private final Socket socket;

  StreamConnection(Socket socket) {
    this.socket = socket;
  }

  static Socket connect(InetSocketAddress server, Deadline deadline) throws IOException {
    Socket socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      socket.connect(server, deadline.millisLeft());
      return socket;
    } catch (SocketTimeoutException e) {
      socket.close();
      throw new UpstreamTimeoutException("no connection in time");
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /// @return the next message, whatever it answers
  byte[] exchange(byte[] query, Deadline deadline) throws IOException {
    byte[] framed = new byte[query.length + 2];
    framed[0] = (byte) (query.length >> 8);
    framed[1] = (byte) query.length;
    System.arraycopy(query, 0, framed, 2, query.length);
    try {
      // RFC 7766 §8: length and message in one segment.
      socket.getOutputStream().write(framed);
      byte[] length = read(2, deadline);
      return read((length[0] & 0xFF) << 8 | length[1] & 0xFF, deadline);
    } catch (SocketTimeoutException e) {
      throw new UpstreamTimeoutException("no answer in time");
    }
  }

  /// However slowly the octets come, the deadline holds.
  private byte[] read(int length, Deadline deadline) throws IOException {
    byte[] octets = new byte[length];
    InputStream in = socket.getInputStream();
    for (int have = 0; have < length; ) {
      socket.setSoTimeout(deadline.millisLeft());
      int count = in.read(octets, have, length - have);
      if (count < 0) {
        throw new EOFException("connection was closed");
      }
      have += count;
    }
    return octets;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
