package dev.yubin.resolver.iteration;

import dev.yubin.resolver.upstream.NameServers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/// The servers of the root as the root itself names them (RFC 9609), or the hints while it does
/// not. For use by many threads.
final class RootServers {
  private static final Logger log = LoggerFactory.getLogger(RootServers.class);

  /// How long the hints are used before the root is asked again.
  private static final Duration RETRY = Duration.ofMinutes(5);

  private final Delegation hints;
  private final List<InetSocketAddress> asked;
  private final NameServers servers;
  private final ReentrantLock priming = new ReentrantLock();
  private volatile Delegation root;
  private volatile long due = System.nanoTime();

  /// @param port of all name servers
  RootServers(List<InetAddress> hints, int port, NameServers servers) {
    this.hints =
        new Delegation(
            Name.root, List.of(new Delegation.Host(Name.root, hints)), Delegations.MAX_TTL);
    this.asked = hints.stream().map(hint -> new InetSocketAddress(hint, port)).toList();
    this.servers = servers;
    this.root = this.hints;
  }

  /// The servers to ask. At first, and when their TTL has ended, the caller waits for the root's
  /// answer; others go on with what there is meanwhile.
  Delegation known() {
    if (isDue() && priming.tryLock()) {
      try {
        if (isDue()) {
          prime();
        }
      } finally {
        priming.unlock();
      }
    }
    return root;
  }

  /// None of them has answered: the hints count for a while.
  void forget() {
    become(hints, RETRY);
  }

  private boolean isDue() {
    return System.nanoTime() - due >= 0;
  }

  /// RFC 9609 §3: one of the hints is asked, chosen at random, and others where it fails.
  private void prime() {
    try {
      Message response = servers.ask(query(), asked, r -> r.getHeader().getFlag(Flags.AA));
      Delegation told = Delegation.ofRoot(response);
      if (told.addresses().isEmpty()) {
        throw new IOException("the root names no server with an address");
      }
      become(told, Delegations.bounded(told.ttl()));
    } catch (IOException e) {
      log.info("event=dns-root-not-primed reason=\"{}\"", e.getMessage());
      become(hints, RETRY);
    }
  }

  private void become(Delegation servers, Duration time) {
    root = servers;
    due = System.nanoTime() + time.toNanos();
  }

  private static Message query() {
    Message query = Message.newQuery(Record.newRecord(Name.root, Type.NS, DClass.IN));
    query.getHeader().unsetFlag(Flags.RD);
    query.addRecord(new OPTRecord(1232, 0, 0), Section.ADDITIONAL);
    return query;
  }
}
