package dev.yubin.resolver.iteration;

import dev.yubin.resolver.upstream.NameServers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/// The way from the closest zone that is known to the answer of one question, with the look-ups of
/// name servers that it takes. For one thread.
final class Walk {
  /// From the root to a name deep in `ip6.arpa` it takes eight.
  private static final int MAX_REFERRALS = 16;

  /// Look-ups of name servers whose servers have to be looked up in turn.
  private static final int MAX_DEPTH = 4;

  /// Of one zone: what a referral to many made-up names can make us ask is small.
  private static final int MAX_LOOKUPS = 3;

  /// Of the whole walk, the responses of lame servers included.
  private static final int MAX_QUESTIONS = 64;

  private static final Duration TIME = Duration.ofSeconds(10);

  private final NameServers servers;
  private final Delegations delegations;
  private final Predicate<InetAddress> mayBeAsked;
  private final int port;
  private final long end = System.nanoTime() + TIME.toNanos();
  private final AtomicInteger questions = new AtomicInteger();

  /// @param mayBeAsked false for addresses where no name server can be
  /// @param port of all name servers
  Walk(NameServers servers, Delegations delegations, Predicate<InetAddress> mayBeAsked, int port) {
    this.servers = servers;
    this.delegations = delegations;
    this.mayBeAsked = mayBeAsked;
    this.port = port;
  }

  Message resolve(Message query) throws IOException {
    return resolve(query, 0);
  }

  private Message resolve(Message query, int depth) throws IOException {
    Name name = query.getQuestion().getName();
    // RFC 4035 §4.2: the parent has the DS set.
    boolean above = query.getQuestion().getType() == Type.DS && !name.equals(Name.root);
    Name deepest = above ? new Name(name, 1) : name;
    Delegation zone = delegations.closest(deepest);
    MinimisedName shown = new MinimisedName(name, zone.zone());
    for (int referrals = 0; referrals <= MAX_REFERRALS; ) {
      Name part = shown.next();
      Message response = ask(zone, question(query, part), deepest, depth);
      Optional<Delegation> next = Delegation.read(response, zone.zone(), deepest);
      if (next.isPresent()) {
        referrals++;
        zone = next.get();
        delegations.put(zone);
        shown = new MinimisedName(name, zone.zone());
      } else if (part.equals(name)) {
        return Bailiwick.within(zone.zone(), response);
      } else if (response.getRcode() == Rcode.NXDOMAIN) {
        // RFC 9156 §2.3: some servers deny what has names below it. The whole name tells.
        shown.showAll();
      }
    }
    throw new IOException("too many referrals on the way to " + name);
  }

  /// The question for a part of a name. The type is hidden too, as A is asked for everywhere
  /// (RFC 9156 §2.1).
  private static Message question(Message query, Name part) {
    Record asked = query.getQuestion();
    Message question =
        Message.newQuery(
            part.equals(asked.getName()) ? asked : Record.newRecord(part, Type.A, DClass.IN));
    question.getHeader().unsetFlag(Flags.RD);
    OPTRecord opt = query.getOPT();
    if (opt != null) {
      question.addRecord(opt, Section.ADDITIONAL);
    }
    return question;
  }

  private Message ask(Delegation zone, Message question, Name deepest, int depth)
      throws IOException {
    IOException failure = new IOException("no server of " + zone.zone() + " has an address");
    if (!zone.addresses().isEmpty()) {
      try {
        return askAt(zone.addresses(), zone, question, deepest);
      } catch (IOException e) {
        failure = e;
      }
    }
    List<Name> unknown = new ArrayList<>(zone.withoutAddress());
    Collections.shuffle(unknown);
    for (Name host : unknown.subList(0, Math.min(MAX_LOOKUPS, unknown.size()))) {
      try {
        return askAt(lookUp(host, depth + 1), zone, question, deepest);
      } catch (IOException e) {
        failure = e;
      }
    }
    delegations.forget(zone);
    throw failure;
  }

  private Message askAt(
      List<InetAddress> addresses, Delegation zone, Message question, Name deepest)
      throws IOException {
    List<InetSocketAddress> asked =
        addresses.stream().filter(mayBeAsked).map(a -> new InetSocketAddress(a, port)).toList();
    if (questions.incrementAndGet() > MAX_QUESTIONS || System.nanoTime() - end > 0) {
      throw new IOException("too much work for an answer about " + question.getQuestion());
    }
    return servers.ask(question, asked, response -> isOf(zone, response, deepest));
  }

  /// Whether a server is not lame: it speaks for the zone, or tells who does below it.
  private boolean isOf(Delegation zone, Message response, Name deepest) {
    boolean sound =
        response.getHeader().getFlag(Flags.AA)
            || Delegation.read(response, zone.zone(), deepest).isPresent();
    if (!sound) {
      questions.incrementAndGet();
    }
    return sound;
  }

  private List<InetAddress> lookUp(Name host, int depth) throws IOException {
    Delegations.Addresses known = delegations.of(host);
    if (known != null) {
      return known.addresses();
    }
    if (depth > MAX_DEPTH) {
      throw new IOException("too many name servers on the way to " + host);
    }
    for (int type : new int[] {Type.A, Type.AAAA}) {
      Message query = Message.newQuery(Record.newRecord(host, type, DClass.IN));
      query.addRecord(new OPTRecord(1232, 0, 0), Section.ADDITIONAL);
      List<Record> found = resolve(query, depth).getSection(Section.ANSWER);
      List<InetAddress> addresses = Delegation.addresses(host, found);
      if (!addresses.isEmpty()) {
        Duration ttl = Duration.ofSeconds(found.getFirst().getTTL());
        delegations.put(host, new Delegations.Addresses(addresses, ttl));
        return addresses;
      }
    }
    throw new IOException("name server " + host + " has no address");
  }
}
