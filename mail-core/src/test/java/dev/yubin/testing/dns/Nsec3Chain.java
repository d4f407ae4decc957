package dev.yubin.testing.dns;

import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.xbill.DNS.DClass;
import org.xbill.DNS.NSEC3Record;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRset;
import org.xbill.DNS.Type;
import org.xbill.DNS.Zone;
import org.xbill.DNS.utils.base32;

/// The NSEC3 records of a zone, without salt and iterations (RFC 9276 §3.1), with opt-out.
final class Nsec3Chain {
  private static final int OPT_OUT = 1;
  private static final base32 HEX = new base32(base32.Alphabet.BASE32HEX, false, true);

  private Nsec3Chain() {}

  static List<NSEC3Record> of(Zone zone, long ttl) {
    TreeMap<String, Set<Integer>> types = new TreeMap<>();
    for (Map.Entry<Name, Set<Integer>> entry : typesOf(zone).entrySet()) {
      boolean unsignedDelegation = entry.getValue().equals(Set.of(Type.NS));
      if (!unsignedDelegation) {
        entry.getValue().add(Type.RRSIG);
        types.put(hash(entry.getKey()), entry.getValue());
      }
    }
    List<NSEC3Record> chain = new ArrayList<>();
    for (Map.Entry<String, Set<Integer>> entry : types.entrySet()) {
      String next = types.higherKey(entry.getKey());
      Name owner = DnsZone.name(entry.getKey() + "." + zone.getOrigin());
      int[] present = entry.getValue().stream().mapToInt(Integer::intValue).toArray();
      chain.add(record(owner, ttl, next == null ? types.firstKey() : next, present));
    }
    return chain;
  }

  private static TreeMap<Name, Set<Integer>> typesOf(Zone zone) {
    TreeMap<Name, Set<Integer>> types = new TreeMap<>();
    for (RRset set : zone) {
      types.computeIfAbsent(set.getName(), n -> new TreeSet<>()).add(set.getType());
    }
    return types;
  }

  private static NSEC3Record record(Name owner, long ttl, String next, int[] types) {
    return new NSEC3Record(
        owner,
        DClass.IN,
        ttl,
        NSEC3Record.SHA1_DIGEST_ID,
        OPT_OUT,
        0,
        new byte[0],
        HEX.fromString(next),
        types);
  }

  private static String hash(Name name) {
    try {
      return HEX.toString(record(name, 0, HEX.toString(new byte[20]), new int[0]).hashName(name));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
