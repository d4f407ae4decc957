package dev.yubin.delivery.client;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// Sessions that have done their work and are kept open a while for the next mail to the same host
/// under the same policy of TLS, whatever the domain. Safe for use by many threads.
final class WarmSessions {

  /// Domains of one MX set share their hosts, and so their sessions.
  private record Key(String name, Set<InetSocketAddress> addresses, TlsPolicy tls, Access access) {
    static Key of(RemoteHost host) {
      return new Key(host.name(), Set.copyOf(host.addresses()), host.tls(), host.access());
    }
  }

  private record Warm(SmtpSession session, Future<?> end) {}

  private final ConnectionProperties limits;
  private final Deadlines deadlines;
  private final Map<Key, Deque<Warm>> sessions = new HashMap<>();
  private int kept;
  private boolean closed;

  WarmSessions(ConnectionProperties limits, Deadlines deadlines) {
    this.limits = limits;
    this.deadlines = deadlines;
  }

  synchronized boolean has(RemoteHost host) {
    return sessions.containsKey(Key.of(host));
  }

  /// The session that was used last, and still answers. One that the host has closed meanwhile is
  /// no failure of anything: the next one is tried.
  Optional<SmtpSession> take(RemoteHost host) {
    Key key = Key.of(host);
    for (Warm warm = poll(key); warm != null; warm = poll(key)) {
      warm.end().cancel(false);
      if (warm.session().wakes()) {
        return Optional.of(warm.session());
      }
      warm.session().abort();
    }
    return Optional.empty();
  }

  /// Keeps a session, or takes leave of it.
  void keep(RemoteHost host, SmtpSession session) {
    if (!session.isOpen() || session.isSpent() || !add(Key.of(host), session)) {
      session.close();
    }
  }

  private synchronized boolean add(Key key, SmtpSession session) {
    if (closed || limits.idle().isZero() || kept >= limits.kept()) {
      return false;
    }
    Future<?> end = deadlines.after(limits.idle(), () -> leave(key, session));
    sessions.computeIfAbsent(key, k -> new ArrayDeque<>()).push(new Warm(session, end));
    kept++;
    return true;
  }

  private synchronized @Nullable Warm poll(Key key) {
    Deque<Warm> all = sessions.get(key);
    if (all == null) {
      return null;
    }
    Warm newest = all.pop();
    kept--;
    if (all.isEmpty()) {
      sessions.remove(key);
    }
    return newest;
  }

  private void leave(Key key, SmtpSession session) {
    if (remove(key, session)) {
      Thread.ofVirtual().name("smtp-quit").start(session::close);
    }
  }

  private synchronized boolean remove(Key key, SmtpSession session) {
    Deque<Warm> all = sessions.get(key);
    if (all == null || !all.removeIf(warm -> warm.session() == session)) {
      return false;
    }
    kept--;
    if (all.isEmpty()) {
      sessions.remove(key);
    }
    return true;
  }

  /// Takes leave of all, at the same time.
  void close() {
    List<Thread> leaving = new ArrayList<>();
    for (Warm warm : drain()) {
      warm.end().cancel(false);
      leaving.add(Thread.ofVirtual().name("smtp-quit").start(warm.session()::close));
    }
    try {
      for (Thread thread : leaving) {
        thread.join(Duration.ofSeconds(10));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized List<Warm> drain() {
    List<Warm> all = sessions.values().stream().flatMap(Deque::stream).toList();
    closed = true;
    sessions.clear();
    kept = 0;
    return all;
  }
}
