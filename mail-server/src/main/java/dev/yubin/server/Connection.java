package dev.yubin.server;

import dev.yubin.server.tls.ServerTls;
import dev.yubin.server.tls.TlsFacts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLSocket;

/// One TCP connection as a protocol sees it. Read by its session's thread alone; [#out] may be
/// written to by others, such as a push of new mail.
public final class Connection {
  private static final Duration LINGER = Duration.ofSeconds(2);
  private static final AtomicLong IDS = new AtomicLong(System.currentTimeMillis() << 16);

  private final String id = Long.toString(IDS.incrementAndGet(), Character.MAX_RADIX);
  private final Protocol.Notices notices;
  private final ServerTls serverTls;
  private final OctetReader in;
  private final ReplyWriter out;
  private final ReentrantLock lifecycle = new ReentrantLock();
  private final Socket transport;
  private volatile Socket socket;
  private volatile Optional<TlsFacts> tls = Optional.empty();
  private boolean waiting;
  private boolean stopping;
  private boolean dismissed;

  Connection(Socket socket, Protocol.Notices notices, ServerTls serverTls) throws IOException {
    this.transport = socket;
    this.socket = socket;
    this.notices = notices;
    this.serverTls = serverTls;
    this.out = new ReplyWriter(socket.getOutputStream());
    this.in = new OctetReader(socket.getInputStream(), out::flush);
  }

  /// Names the connection in logs.
  public String id() {
    return id;
  }

  public InetAddress clientAddress() {
    return socket.getInetAddress();
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
  public void readTimeout(Duration timeout) throws IOException {
    socket.setSoTimeout((int) timeout.toMillis());
  }

  /// Waits for the client's next command. A client that stays silent, and one that waits while the
  /// service stops, is told so and gets [Line.End].
  ///
  /// @param max octets, the CRLF not counted
  /// @param interruptible false while something of the client's is half done, such as a mail
  ///     transaction: the service then lets it finish before it stops
  public Line awaitLine(int max, boolean interruptible) throws IOException {
    if (!beginWaiting(interruptible)) {
      return new Line.End();
    }
    try {
      Line line = in.readLine(max);
      return endWaiting() ? line : new Line.End();
    } catch (SocketTimeoutException e) {
      return endWaiting() ? farewell(notices.idle()) : new Line.End();
    } catch (IOException e) {
      if (endWaiting()) {
        throw e;
      }
      return new Line.End();
    }
  }

  private boolean beginWaiting(boolean interruptible) throws IOException {
    lifecycle.lock();
    try {
      if (stopping && interruptible) {
        dismissed = true;
        farewell(notices.stopping());
        return false;
      }
      waiting = interruptible;
      return true;
    } finally {
      lifecycle.unlock();
    }
  }

  /// @return false when the service has dismissed the client meanwhile
  private boolean endWaiting() {
    lifecycle.lock();
    try {
      waiting = false;
      return !dismissed;
    } finally {
      lifecycle.unlock();
    }
  }

  private Line farewell(String notice) throws IOException {
    out.write(notice);
    out.flush();
    return new Line.End();
  }

  /// Asks the session to end at the next moment when nothing is half done. For the listener's
  /// thread.
  void stop() {
    lifecycle.lock();
    try {
      stopping = true;
      if (waiting && !dismissed) {
        dismissed = true;
        // Closing is what wakes the session's thread from its read.
        farewell(notices.stopping());
        socket.shutdownOutput();
        transport.close();
      }
    } catch (IOException e) {
      abort();
    } finally {
      lifecycle.unlock();
    }
  }

  /// Ends the connection so that the peer gets all that was written. A socket that is closed while
  /// octets of the peer's are unread resets the connection, and the peer loses the last reply
  /// (RFC 1122 §4.2.2.13): what it sends is therefore read, for a moment, until it closes too.
  void close() throws IOException {
    out.flush();
    socket.shutdownOutput();
    long deadline = System.nanoTime() + LINGER.toNanos();
    try {
      long left = LINGER.toNanos();
      while (left > 0) {
        socket.setSoTimeout((int) Math.max(1, Duration.ofNanos(left).toMillis()));
        if (!in.fill()) {
          break;
        }
        in.skip(in.limit() - in.position());
        left = deadline - System.nanoTime();
      }
    } catch (IOException e) {
      Listener.log.trace("event=linger-ended connection={} cause={}", id, e.toString());
    } finally {
      transport.close();
    }
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
    encrypted.startHandshake();
    socket = encrypted;
    in.replaceSource(encrypted.getInputStream());
    out.replaceSink(encrypted.getOutputStream());
    TlsFacts facts = TlsFacts.of(encrypted);
    tls = Optional.of(facts);
    return facts;
  }
}
