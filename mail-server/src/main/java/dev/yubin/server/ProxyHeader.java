package dev.yubin.server;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.net.InetAddress;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.Optional;

/// What a proxy says at the start of a connection that it makes (HAProxy, "The PROXY
/// protocol", versions 1 and 2).
sealed interface ProxyHeader {
  byte[] VERSION_1 = {'P', 'R', 'O', 'X', 'Y', ' '};
  byte[] VERSION_2 = {'\r', '\n', '\r', '\n', 0, '\r', '\n', 'Q', 'U', 'I', 'T', '\n'};

  /// How many octets may have to be given back.
  int LOOKAHEAD = VERSION_2.length;

  /// Whom the proxy connects for.
  record Client(InetAddress address) implements ProxyHeader {}

  /// The proxy connects for itself (LOCAL), or for one without an IP address (UNKNOWN, UNIX).
  record Own() implements ProxyHeader {}

  /// Reads a header, and not one octet more. What is none is left in the input as it was, and
  /// so is what comes too late to be told.
  ///
  /// @param in can take [#LOOKAHEAD] octets back
  /// @return empty when the input does not begin with a header
  /// @throws ProtocolException when the header is malformed
  /// @throws EOFException when the input ends within the header
  static Optional<ProxyHeader> read(PushbackInputStream in) throws IOException {
    byte[] beginning = beginning(in);
    if (Arrays.equals(beginning, VERSION_1)) {
      return Optional.of(ProxyHeaderV1.readRest(in));
    }
    if (Arrays.equals(beginning, VERSION_2)) {
      return Optional.of(ProxyHeaderV2.readRest(in));
    }
    in.unread(beginning);
    return Optional.empty();
  }

  /// The first octets, up to the one that decides.
  private static byte[] beginning(InputStream in) throws IOException {
    byte[] seen = new byte[LOOKAHEAD];
    int length = 0;
    try {
      do {
        int octet = in.read();
        if (octet < 0) {
          break;
        }
        seen[length++] = (byte) octet;
      } while (mayBegin(VERSION_1, seen, length) || mayBegin(VERSION_2, seen, length));
    } catch (SocketTimeoutException e) {
      Listener.log.trace("event=no-proxy-header cause={}", e.toString());
    }
    return Arrays.copyOf(seen, length);
  }

  /// Whether octets are the beginning of a form, but not yet all of it.
  private static boolean mayBegin(byte[] form, byte[] seen, int length) {
    return length < form.length && Arrays.equals(form, 0, length, seen, 0, length);
  }

  /// @throws EOFException when the input has ended
  static int octet(InputStream in) throws IOException {
    int octet = in.read();
    if (octet < 0) {
      throw new EOFException("The connection ended within the header");
    }
    return octet;
  }

  static ProtocolException malformed(String what) {
    return new ProtocolException(what);
  }
}
