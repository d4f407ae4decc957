package dev.yubin.server;

import dev.yubin.server.tls.ServerTls;
import dev.yubin.server.tls.TlsFacts;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/// One TCP connection as a protocol sees it. Read by its session's thread alone; [#out] may be
/// written to by others, such as a push of new mail.
public final class Connection {
  private static final Duration LINGER = Duration.ofSeconds(2);
  private static final AtomicLong IDS = new AtomicLong(System.currentTimeMillis() << 16);

  private final String id = Long.toString(IDS.incrementAndGet(), Character.MAX_RADIX);
  private final HostProperties.Connections limits;
  private final Protocol.Notices notices;
  private final ServerTls serverTls;
  private final Handshakes handshakes;
  private final OctetReader in;
  private final ReplyWriter out;
  private final Dismissal dismissal = new Dismissal();
  private final ClientSocket transport;
  private volatile Peer peer;
  private volatile Socket socket;
  private volatile Optional<TlsFacts> tls = Optional.empty();
  private volatile boolean speaking;
  private @Nullable Compression compression;
  private boolean told;

  Connection(
      ClientSocket socket,
      HostProperties.Connections limits,
      Protocol.Notices notices,
      ServerTls serverTls,
      Handshakes handshakes)
      throws IOException {
    this.transport = socket;
    this.socket = socket;
    this.limits = limits;
    this.notices = notices;
    this.serverTls = serverTls;
    this.handshakes = handshakes;
    this.peer = new Peer(socket.getInetAddress(), Peer.Origin.UNKNOWN);
    this.out = new ReplyWriter(socket.getOutputStream());
    this.in =
        new OctetReader(
            socket.getInputStream(), out::flush, socket.patience(), limits.commandTimeout());
  }

  /// Names the connection in logs.
  public String id() {
    return id;
  }

  /// The client's address, for logs and for judging mail. What rights it gives is asked of
  /// [#peer].
  public InetAddress clientAddress() {
    return peer.address();
  }

  public Peer peer() {
    return peer;
  }

  void isWith(Peer whom) {
    peer = whom;
  }

  /// From here on the protocol is spoken.
  void begin() {
    speaking = true;
  }

  ClientSocket transport() {
    return transport;
  }

  public InetSocketAddress localAddress() {
    return (InetSocketAddress) socket.getLocalSocketAddress();
  }

  public OctetReader in() {
    return in;
  }

  public ReplyWriter out() {
    return out;
  }

  /// Empty while the connection is not encrypted.
  public Optional<TlsFacts> tls() {
    return tls;
  }

  /// How long a read waits for the next octet.
  public void readTimeout(Duration timeout) {
    transport.patience().silence(timeout);
  }

  /// Waits for the client's next command. A client that stays silent, and one that waits while the
  /// service stops, is told so and gets [Line.End].
  ///
  /// @param max octets, the CRLF not counted
  /// @param interruptible false while something of the client's is half done, such as a mail
  ///     transaction: the service then lets it finish before it stops
  public Line awaitLine(int max, boolean interruptible) throws IOException {
    if (!dismissal.beginWaiting(interruptible)) {
      return farewell(notices.stopping());
    }
    try {
      Line line = in.readLine(max);
      return dismissal.endWaiting() ? line : farewell(notices.stopping());
    } catch (SocketTimeoutException e) {
      return farewell(dismissal.endWaiting() ? notices.idle() : notices.stopping());
    } catch (IOException e) {
      if (dismissal.endWaiting()) {
        throw e;
      }
      return farewell(notices.stopping());
    }
  }

  private Line farewell(String notice) throws IOException {
    if (!told) {
      told = true;
      out.write(notice);
      out.flush();
    }
    return new Line.End();
  }

  /// Asks the session to end at the next moment when nothing is half done; its own thread says
  /// so to the client. One that has not begun, or is about to encrypt, ends at once. Never
  /// waits. For the listener's thread.
  void stop() {
    boolean wake = dismissal.stop();
    try {
      if (!speaking) {
        abort();
      } else if (wake) {
        // The session's thread wakes from its read as if the client had said all.
        transport.shutdownInput();
      }
    } catch (IOException e) {
      abort();
    }
  }

  /// Ends a session that would not end by itself. A client that is in the middle of sending is
  /// told; one that is in the middle of a reply is not, since it would take the notice for a
  /// part of it. May wait for the client, until [#abort].
  void cut() {
    try {
      if (speaking && transport.isReading()) {
        out.writeUnlessBusy(notices.stopping());
        socket.shutdownOutput();
      }
    } catch (IOException e) {
      Listener.log.debug("event=farewell-failed connection={} cause={}", id, e.toString());
    } finally {
      abort();
    }
  }

  /// Ends the connection so that the peer gets all that was written. A socket that is closed while
  /// octets of the peer's are unread resets the connection, and the peer loses the last reply
  /// (RFC 1122 §4.2.2.13): what it sends is therefore read, for a moment, until it closes too.
  void close() throws IOException {
    try {
      out.flush();
      socket.shutdownOutput();
      in.within(LINGER, this::readToEnd);
    } catch (IOException e) {
      Listener.log.trace("event=linger-ended connection={} cause={}", id, e.toString());
    } finally {
      transport.close();
      endCompression();
    }
  }

  private boolean readToEnd() throws IOException {
    while (in.fill()) {
      in.skip(in.limit() - in.position());
    }
    return true;
  }

  /// Ends the connection at once, whatever its session is doing.
  public void abort() {
    try {
      // Not through TLS, which would wait for a peer that does not read.
      transport.close();
    } catch (IOException e) {
      Listener.log.debug("event=close-failed connection={} cause={}", id, e.toString());
    }
  }

  /// Encrypts the connection. What the client has sent in the clear and was not read yet is
  /// forgotten.
  ///
  /// @throws IOException when the handshake fails; the connection is over
  public TlsFacts startTls() throws IOException {
    out.flush();
    SSLSocket encrypted = serverTls.wrap(socket);
    handshake(encrypted);
    socket = encrypted;
    in.replaceSource(encrypted.getInputStream());
    out.replaceSink(encrypted.getOutputStream());
    TlsFacts facts = TlsFacts.of(encrypted);
    tls = Optional.of(facts);
    handshakes.done(facts);
    return facts;
  }

  /// Compresses both directions (RFC 4978). The peer is told before, and sends nothing until then:
  /// what it has sent and was not read is forgotten.
  public void compress() throws IOException {
    out.flush();
    Compression begun = new Compression(socket.getInputStream(), socket.getOutputStream());
    in.replaceSource(begun.in());
    out.replaceSink(begun.out());
    compression = begun;
  }

  public boolean isCompressed() {
    return compression != null;
  }

  private void endCompression() {
    if (compression != null) {
      // Others may still be writing.
      out.replaceSink(OutputStream.nullOutputStream());
      compression.end();
    }
  }

  private void handshake(SSLSocket encrypted) throws IOException {
    boolean spoken = speaking;
    speaking = false;
    try {
      in.within(
          limits.handshakeTimeout(),
          () -> {
            encrypted.startHandshake();
            return encrypted;
          });
      speaking = spoken;
    } catch (IOException e) {
      // Who connects and leaves without a word is a probe, and has not failed.
      if (transport.wasHeard()) {
        handshakes.failed();
        Listener.log.info(
            "event=tls-failed connection={} client={} reason=\"{}\"",
            id,
            clientAddress().getHostAddress(),
            e.getMessage());
      }
      throw e;
    }
  }
}
