package dev.yubin.testing.dns;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.xbill.DNS.DClass;
import org.xbill.DNS.DNSKEYRecord;
import org.xbill.DNS.DNSSEC;
import org.xbill.DNS.NSECRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRset;
import org.xbill.DNS.Type;
import org.xbill.DNS.Zone;

/// Signs a zone with one ECDSA key and gives it an NSEC chain (RFC 4035 §2).
final class ZoneSigner {
  private static final long TTL = 300;
  private static final int ZONE_KEY_AND_ENTRY_POINT = 257;

  private final KeyPair keys = keys();
  private final DNSKEYRecord key;
  private final Zone zone;

  private ZoneSigner(Zone zone) {
    this.zone = zone;
    try {
      this.key =
          new DNSKEYRecord(
              zone.getOrigin(),
              DClass.IN,
              TTL,
              ZONE_KEY_AND_ENTRY_POINT,
              DNSKEYRecord.Protocol.DNSSEC,
              DNSSEC.Algorithm.ECDSAP256SHA256,
              keys.getPublic());
    } catch (DNSSEC.DNSSECException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Signs all there is.
  ///
  /// @param validity from an hour ago; negative for signatures that have expired
  /// @return the zone's key
  static DNSKEYRecord sign(Zone zone, Duration validity) {
    return sign(zone, validity, false);
  }

  /// @param optOut whether the chain is of NSEC3 and leaves unsigned delegations out (RFC 5155 §6)
  static DNSKEYRecord sign(Zone zone, Duration validity, boolean optOut) {
    ZoneSigner signer = new ZoneSigner(zone);
    zone.addRecord(signer.key);
    if (optOut) {
      Nsec3Chain.of(zone, TTL).forEach(zone::addRecord);
    } else {
      signer.nsecChain().forEach(zone::addRecord);
    }
    signer.signSets(validity);
    return signer.key;
  }

  private List<NSECRecord> nsecChain() {
    TreeMap<Name, Set<Integer>> types = new TreeMap<>();
    for (RRset set : zone) {
      types.computeIfAbsent(set.getName(), n -> new TreeSet<>()).add(set.getType());
    }
    List<NSECRecord> chain = new ArrayList<>();
    for (Map.Entry<Name, Set<Integer>> entry : types.entrySet()) {
      Name next = types.higherKey(entry.getKey());
      Set<Integer> present = new TreeSet<>(entry.getValue());
      present.addAll(List.of(Type.NSEC, Type.RRSIG));
      chain.add(
          new NSECRecord(
              entry.getKey(),
              DClass.IN,
              TTL,
              next == null ? zone.getOrigin() : next,
              present.stream().mapToInt(Integer::intValue).toArray()));
    }
    return chain;
  }

  private void signSets(Duration validity) {
    List<RRset> sets = new ArrayList<>();
    zone.forEach(sets::add);
    Instant end = Instant.now().plus(validity);
    Instant start = end.minus(validity.abs()).minus(Duration.ofHours(1));
    for (RRset set : sets) {
      // The NS set of a delegation is the child's to sign (RFC 4035 §2.2).
      if (set.getType() != Type.NS || set.getName().equals(zone.getOrigin())) {
        try {
          zone.addRecord(DNSSEC.sign(set, key, keys.getPrivate(), start, end));
        } catch (DNSSEC.DNSSECException e) {
          throw new IllegalStateException(e);
        }
      }
    }
  }

  private static KeyPair keys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
