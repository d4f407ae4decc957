package dev.yubin.resolver.upstream;

import dev.yubin.resolver.upstream.QueryPacket.Match;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Message;
import org.xbill.DNS.WireParseException;

/// Asks over TLS, always with a verified server (RFC 8310 §5, the strict profile): by the name that
/// is given, else by the address in its certificate. Connections are kept for further questions
/// (RFC 7858 §3.4).
final class TlsTransport implements Transport {
  private static final int MAX_IDLE = 8;

  private final InetSocketAddress server;
  private final String name;
  private final SSLContext tls;
  private final BlockingDeque<StreamConnection> idle = new LinkedBlockingDeque<>(MAX_IDLE);

  TlsTransport(UpstreamAddress.Tls address, SSLContext tls) {
    this.server = address.server();
    this.name = address.name();
    this.tls = tls;
  }

  @Override
  public Message exchange(Message query, Deadline deadline) throws IOException {
    QueryPacket packet = QueryPacket.of(Padding.padded(query), false);
    for (StreamConnection kept = idle.pollFirst(); kept != null; kept = idle.pollFirst()) {
      Message response = overKept(kept, packet, deadline);
      if (response != null) {
        return response;
      }
    }
    return over(connect(deadline), packet, deadline);
  }

  /// @return null when the server has closed the connection meanwhile, which is its right
  private @Nullable Message overKept(
      StreamConnection connection, QueryPacket packet, Deadline deadline) throws IOException {
    try {
      return over(connection, packet, deadline);
    } catch (UpstreamTimeoutException e) {
      throw e;
    } catch (IOException e) {
      return null;
    }
  }

  private Message over(StreamConnection connection, QueryPacket packet, Deadline deadline)
      throws IOException {
    boolean good = false;
    try {
      byte[] reply = connection.exchange(packet.octets(), deadline);
      if (packet.match(reply) == Match.NONE) {
        throw new WireParseException("response to another question");
      }
      Message response = packet.read(reply);
      good = idle.offerFirst(connection);
      return response;
    } finally {
      if (!good) {
        connection.close();
      }
    }
  }

  private StreamConnection connect(Deadline deadline) throws IOException {
    Socket socket = StreamConnection.connect(server, deadline);
    try {
      SSLSocket secured =
          (SSLSocket) tls.getSocketFactory().createSocket(socket, name, server.getPort(), true);
      SSLParameters parameters = secured.getSSLParameters();
      // RFC 9525 §6, for names and addresses alike.
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      secured.setSSLParameters(parameters);
      secured.setSoTimeout(deadline.millisLeft());
      secured.startHandshake();
      return new StreamConnection(secured);
    } catch (SocketTimeoutException e) {
      socket.close();
      throw new UpstreamTimeoutException("no TLS in time");
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }
}
