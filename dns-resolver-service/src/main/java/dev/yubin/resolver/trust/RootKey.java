package dev.yubin.resolver.trust;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import org.xbill.DNS.DClass;
import org.xbill.DNS.DNSKEYRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/// What is known of a key of the root (RFC 5011 §4.2).
///
/// @param key as it was before it was revoked
/// @param time until which it waits, or is remembered as revoked; since when it is valid or missing
record RootKey(DNSKEYRecord key, State state, Instant time) {

  enum State {
    /// Announced, and not trusted before its time.
    PENDING,
    VALID,
    /// Not among the root's keys now, and trusted nevertheless.
    MISSING,
    /// Never to be trusted again.
    REVOKED;

    boolean isTrusted() {
      return this == VALID || this == MISSING;
    }
  }

  /// As it was before it was revoked: the bit changes key tag and digest (RFC 5011 §3).
  static DNSKEYRecord unrevoked(DNSKEYRecord key) {
    return new DNSKEYRecord(
        key.getName(),
        key.getDClass(),
        key.getTTL(),
        key.getFlags() & ~DNSKEYRecord.Flags.REVOKE,
        key.getProtocol(),
        key.getAlgorithm(),
        key.getKey());
  }

  RootKey as(State other, Instant from) {
    return new RootKey(key, other, from);
  }

  /// A line of the state file.
  static RootKey parse(String line) throws IOException {
    String[] fields = line.split(" ", 3);
    try {
      State state = State.valueOf(fields[0].toUpperCase(Locale.ROOT));
      Instant time = Instant.parse(fields[1]);
      Record key = Record.fromString(Name.root, Type.DNSKEY, DClass.IN, 0, fields[2], Name.root);
      return new RootKey((DNSKEYRecord) key, state, time);
    } catch (IllegalArgumentException | DateTimeException | IndexOutOfBoundsException e) {
      throw new IOException("expected state, time and key, not: " + line, e);
    }
  }

  @Override
  public String toString() {
    return "%s %s %s".formatted(state.name().toLowerCase(Locale.ROOT), time, key.rdataToString());
  }
}
