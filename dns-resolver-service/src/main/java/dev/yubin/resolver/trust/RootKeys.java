package dev.yubin.resolver.trust;

import dev.yubin.resolver.trust.RootKey.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.xbill.DNS.DNSKEYRecord;

/// The keys of the root, and which of them are trusted (RFC 5011).
///
/// @param anchors those of the configuration
/// @param keys those that were seen
record RootKeys(List<TrustAnchor> anchors, List<RootKey> keys) {
  /// RFC 5011 §2.4.1, §2.4.2
  private static final Duration HOLD_DOWN = Duration.ofDays(30);

  RootKeys {
    anchors = List.copyOf(anchors);
    keys = List.copyOf(keys);
  }

  /// What holds after these keys were seen. Those that revoke themselves are revoked (RFC 5011
  /// §2.1); all else counts only in a set that a trusted key has signed.
  RootKeys after(KeySet set, Instant now) {
    RootKeys left = revoking(set, now);
    return left.isProof(set, now) ? left.seeing(set, now) : left;
  }

  /// Whether a trusted key has signed the set.
  boolean isProof(KeySet set, Instant now) {
    return set.entryPoints().stream().anyMatch(key -> isTrusted(key) && set.isSignedBy(key, now));
  }

  /// The anchors that hold. Where the last one is revoked there are none, and nothing can be proven
  /// (RFC 5011 §5).
  List<TrustAnchor> trusted() {
    Stream<TrustAnchor> configured = anchors.stream().filter(anchor -> !isRevoked(anchor));
    Stream<TrustAnchor> seen =
        keys.stream()
            .filter(known -> known.state().isTrusted())
            .flatMap(known -> anchors.stream().map(anchor -> anchor.of(known.key())));
    return Stream.concat(configured, seen).distinct().toList();
  }

  private boolean isTrusted(DNSKEYRecord key) {
    return known(key).map(known -> known.state().isTrusted()).orElseGet(() -> isConfigured(key));
  }

  private boolean isConfigured(DNSKEYRecord key) {
    return anchors.stream().anyMatch(anchor -> anchor.matches(key));
  }

  private boolean isRevoked(TrustAnchor anchor) {
    return keys.stream()
        .anyMatch(known -> known.state() == State.REVOKED && anchor.matches(known.key()));
  }

  private Optional<RootKey> known(DNSKEYRecord key) {
    return keys.stream().filter(known -> known.key().equals(key)).findFirst();
  }

  private RootKeys revoking(KeySet set, Instant now) {
    List<RootKey> left = new ArrayList<>(keys);
    for (DNSKEYRecord revoked : set.revoked()) {
      DNSKEYRecord key = RootKey.unrevoked(revoked);
      if (isTrusted(key) && set.isSignedBy(revoked, now)) {
        left.removeIf(known -> known.key().equals(key));
        left.add(new RootKey(key, State.REVOKED, now.plus(HOLD_DOWN)));
      }
    }
    return new RootKeys(anchors, left);
  }

  private RootKeys seeing(KeySet set, Instant now) {
    List<DNSKEYRecord> present = set.entryPoints();
    Stream<RootKey> old =
        keys.stream().flatMap(known -> next(known, present.contains(known.key()), now).stream());
    Stream<RootKey> fresh =
        present.stream().filter(key -> known(key).isEmpty()).map(key -> fresh(key, set, now));
    return new RootKeys(anchors, Stream.concat(old, fresh).toList());
  }

  /// RFC 5011 §4.2: a key that waits and goes away begins anew when it comes back.
  private Optional<RootKey> next(RootKey known, boolean present, Instant now) {
    boolean due = !now.isBefore(known.time());
    return switch (known.state()) {
      case PENDING -> kept(due ? known.as(State.VALID, now) : known, present);
      case VALID -> Optional.of(present ? known : known.as(State.MISSING, now));
      case MISSING -> Optional.of(present ? known.as(State.VALID, now) : known);
      // One that the configuration names would be trusted again if it were forgotten.
      case REVOKED -> kept(known, !due || present || isConfigured(known.key()));
    };
  }

  private static Optional<RootKey> kept(RootKey known, boolean kept) {
    return kept ? Optional.of(known) : Optional.empty();
  }

  private RootKey fresh(DNSKEYRecord key, KeySet set, Instant now) {
    Duration wait = set.ttl().compareTo(HOLD_DOWN) > 0 ? set.ttl() : HOLD_DOWN;
    return isTrusted(key)
        ? new RootKey(key, State.VALID, now)
        : new RootKey(key, State.PENDING, now.plus(wait));
  }
}
