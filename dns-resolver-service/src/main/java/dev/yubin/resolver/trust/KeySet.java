package dev.yubin.resolver.trust;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.xbill.DNS.DNSKEYRecord;
import org.xbill.DNS.DNSSEC;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.RRset;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/// The root's keys with their signatures, as somebody sent them.
///
/// @param keys at least one
/// @param signatures at least one
record KeySet(List<DNSKEYRecord> keys, List<RRSIGRecord> signatures) {
  /// The root has four of each at most; with more, a server could make us compute for long.
  private static final int MAX = 16;

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration LONGEST = Duration.ofDays(15);

  KeySet {
    keys = List.copyOf(keys);
    signatures = List.copyOf(signatures);
  }

  /// @throws IOException when the response has no signed keys of the root
  static KeySet of(Message response) throws IOException {
    for (RRset set : response.getSectionRRsets(Section.ANSWER)) {
      if (set.getType() == Type.DNSKEY && set.getName().equals(Name.root)) {
        List<DNSKEYRecord> keys = set.rrs(false).stream().map(DNSKEYRecord.class::cast).toList();
        if (!set.sigs().isEmpty() && keys.size() <= MAX && set.sigs().size() <= MAX) {
          return new KeySet(keys, set.sigs());
        }
      }
    }
    throw new IOException("the root's keys come without signature");
  }

  /// Those that may be anchors: with the bit of a secure entry point, and not revoked (RFC 5011
  /// §2).
  List<DNSKEYRecord> entryPoints() {
    int flags = DNSKEYRecord.Flags.ZONE_KEY | DNSKEYRecord.Flags.SEP_KEY;
    return keys.stream()
        .filter(key -> (key.getFlags() & (flags | DNSKEYRecord.Flags.REVOKE)) == flags)
        .toList();
  }

  /// RFC 5011 §2.1: those that say of themselves that they are revoked.
  List<DNSKEYRecord> revoked() {
    return keys.stream().filter(key -> (key.getFlags() & DNSKEYRecord.Flags.REVOKE) != 0).toList();
  }

  boolean isSignedBy(DNSKEYRecord key, Instant now) {
    RRset set = new RRset(keys.toArray(DNSKEYRecord[]::new));
    return signatures.stream()
        .filter(s -> s.getFootprint() == key.getFootprint())
        .anyMatch(signature -> isBy(key, signature, set, now));
  }

  private static boolean isBy(DNSKEYRecord key, RRSIGRecord signature, RRset set, Instant now) {
    try {
      DNSSEC.verify(set, signature, key, now);
      return true;
    } catch (DNSSEC.DNSSECException e) {
      return false;
    }
  }

  /// The TTL that the root's operator gave.
  Duration ttl() {
    return Duration.ofSeconds(
        signatures.stream().mapToLong(RRSIGRecord::getOrigTTL).min().orElseThrow());
  }

  /// When to ask again (RFC 5011 §2.3).
  Duration refresh() {
    Duration validity =
        signatures.stream()
            .map(s -> Duration.between(s.getTimeSigned(), s.getExpire()))
            .min(Duration::compareTo)
            .orElseThrow();
    Duration half = min(ttl(), validity).dividedBy(2);
    return half.compareTo(HOUR) < 0 ? HOUR : min(half, LONGEST);
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
