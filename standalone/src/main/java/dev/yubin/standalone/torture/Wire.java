package dev.yubin.standalone.torture;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/// A connection to one of our servers, in the clear. For one thread.
final class Wire implements AutoCloseable {
  private final Socket socket = new Socket();
  private final InputStream in;
  private final OutputStream out;

  /// @param patience for each read
  Wire(int port, Duration patience) throws IOException {
    try {
      socket.connect(new InetSocketAddress(Addresses.HOST, port), (int) patience.toMillis());
      socket.setSoTimeout((int) patience.toMillis());
      socket.setTcpNoDelay(true);
      in = new BufferedInputStream(socket.getInputStream(), 65_536);
      out = new BufferedOutputStream(socket.getOutputStream(), 65_536);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  void send(String line) throws IOException {
    write((line + "\r\n").getBytes(ISO_8859_1));
    flush();
  }

  void write(byte[] octets) throws IOException {
    out.write(octets);
  }

  void write(byte[] octets, int from, int length) throws IOException {
    out.write(octets, from, length);
  }

  void flush() throws IOException {
    out.flush();
  }

  /// Without its CRLF.
  String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(128);
    for (int octet = in.read(); octet != '\n'; octet = in.read()) {
      if (octet < 0) {
        throw new EOFException("closed after: " + line.toString(ISO_8859_1));
      }
      if (octet != '\r') {
        line.write(octet);
      }
    }
    return line.toString(ISO_8859_1);
  }

  byte[] octets(int count) throws IOException {
    byte[] octets = in.readNBytes(count);
    if (octets.length < count) {
      throw new EOFException("closed within a literal");
    }
    return octets;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
