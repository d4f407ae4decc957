package dev.yubin.resolver.trust;

import dev.yubin.resolver.upstream.Source;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedFlags;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/// Asks now and then for the keys of the root, and keeps the trust anchors up to date by what they
/// say (RFC 5011 §2.3). For use by many threads.
public final class TrustedRoot implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(TrustedRoot.class);

  /// RFC 5011 §2.3: no more often.
  private static final Duration RETRY = Duration.ofHours(1);

  /// A machine that has just started may not have its network yet.
  private static final Duration FIRST = Duration.ofSeconds(30);

  private static final int UDP_PAYLOAD = 1232;

  private final Source source;
  private final TrustFile file;
  private final InstantSource clock;
  private final boolean asking;
  private RootKeys keys;
  private volatile List<TrustAnchor> anchors;
  private volatile @Nullable Thread thread;

  /// @param asking whether it asks at all; without, the anchors stay as they are
  public TrustedRoot(
      TrustProperties properties, Source source, InstantSource clock, boolean asking) {
    this.asking = asking;
    this.source = source;
    this.file = new TrustFile(properties.state());
    this.clock = clock;
    this.keys = file.read(properties.anchors());
    this.anchors = keys.trusted();
  }

  /// Those that hold. The same list as before, as long as nothing changes.
  public List<TrustAnchor> anchors() {
    return anchors;
  }

  @Override
  public boolean isAutoStartup() {
    return asking;
  }

  @Override
  public void start() {
    thread = Thread.ofVirtual().name("dns-trust").start(this::run);
  }

  private void run() {
    try {
      Thread.sleep(FIRST);
      while (!Thread.interrupted()) {
        Thread.sleep(refresh());
      }
    } catch (InterruptedException e) {
      // It is stopped.
    }
  }

  /// Asks once.
  ///
  /// @return when to ask again
  Duration refresh() {
    try {
      KeySet set = KeySet.of(source.ask(query()));
      Instant now = clock.instant();
      take(keys.after(set, now));
      if (keys.isProof(set, now)) {
        return set.refresh();
      }
      log.warn("event=trust-anchors-not-refreshed reason=\"no trusted key has signed the keys\"");
    } catch (IOException e) {
      log.info("event=trust-anchors-not-refreshed reason=\"{}\"", e.getMessage());
    }
    return RETRY;
  }

  private void take(RootKeys next) {
    if (next.equals(keys)) {
      return;
    }
    keys = next;
    file.write(next);
    List<TrustAnchor> trusted = next.trusted();
    if (!trusted.equals(anchors)) {
      anchors = trusted;
    }
    for (RootKey known : next.keys()) {
      log.info(
          "event=root-key tag={} state={} time={}",
          known.key().getFootprint(),
          known.state(),
          known.time());
    }
  }

  /// With DO for the signatures, and CD, for the judgement is ours (RFC 6840 §5.9).
  private static Message query() {
    Message query = Message.newQuery(Record.newRecord(Name.root, Type.DNSKEY, DClass.IN));
    query.getHeader().setFlag(Flags.CD);
    query.addRecord(new OPTRecord(UDP_PAYLOAD, 0, 0, ExtendedFlags.DO), Section.ADDITIONAL);
    return query;
  }

  @Override
  public void stop() {
    Thread running = thread;
    if (running != null) {
      running.interrupt();
      thread = null;
    }
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }
}
