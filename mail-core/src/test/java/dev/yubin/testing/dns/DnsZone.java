package dev.yubin.testing.dns;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.DNSKEYRecord;
import org.xbill.DNS.DNSSEC;
import org.xbill.DNS.DSRecord;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Master;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSECRecord;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRset;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SetResponse;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;
import org.xbill.DNS.Zone;

/// A zone from the text of a master file (RFC 1035 §5.1).
public final class DnsZone {
  private static final String DEFAULTS =
      """
      $TTL 300
      @ SOA ns.%1$s hostmaster.%1$s 1 3600 600 86400 60
      @ NS ns.%1$s
      """;

  private final Zone zone;
  private final @Nullable DNSKEYRecord key;

  private DnsZone(Zone zone, @Nullable DNSKEYRecord key) {
    this.zone = zone;
    this.key = key;
  }

  /// Reads records such as `@ MX 10 mx1` or `mx1 60 A 127.0.0.1`. SOA (negative TTL 60 s), NS and a
  /// TTL of 300 s come with it.
  ///
  /// @param origin with or without trailing dot
  public static DnsZone of(String origin, String records) {
    return new DnsZone(read(origin, records), null);
  }

  /// The same, signed with a key of its own. Delegations are records such as `child NS ns.child`
  /// with the child's [#ds].
  ///
  /// @param validity how long the signatures are good from now on; negative when they have expired
  public static DnsZone signed(String origin, String records, Duration validity) {
    Zone zone = read(origin, records);
    return new DnsZone(zone, ZoneSigner.sign(zone, validity));
  }

  /// The same, with NSEC3 records that leave unsigned delegations out (RFC 5155 §6).
  public static DnsZone optedOut(String origin, String records, Duration validity) {
    Zone zone = read(origin, records);
    return new DnsZone(zone, ZoneSigner.sign(zone, validity, true));
  }

  /// Adds a record after the signing, which contradicts the signature of its set.
  ///
  /// @param record such as `mx A 127.0.0.9`
  public DnsZone tamperedWith(String record) {
    for (RRset set : read(origin().toString(), record)) {
      if (set.getType() != Type.SOA && set.getType() != Type.NS) {
        set.rrs(false).forEach(zone::addRecord);
      }
    }
    return this;
  }

  private static Zone read(String origin, String records) {
    Name name = name(origin);
    String text = DEFAULTS.formatted(name.equals(Name.root) ? "" : name) + records;
    try (Master master = new Master(new ByteArrayInputStream(text.getBytes(UTF_8)), name)) {
      List<Record> read = new ArrayList<>();
      for (Record r = master.nextRecord(); r != null; r = master.nextRecord()) {
        read.add(r);
      }
      return new Zone(name, read.toArray(Record[]::new));
    } catch (IOException e) {
      throw new UncheckedIOException("Zone " + origin, e);
    }
  }

  /// The line for the parent zone, or for a file of trust anchors, that makes this zone's key
  /// trusted.
  ///
  /// @throws IllegalStateException when the zone is not signed
  public String ds() {
    if (key == null) {
      throw new IllegalStateException(origin() + " is not signed");
    }
    return new DSRecord(origin(), DClass.IN, key.getTTL(), DNSSEC.Digest.SHA256, key) + "\n";
  }

  Name origin() {
    return zone.getOrigin();
  }

  /// Adds what this zone says of a name to a response.
  ///
  /// @param proofs whether signatures and proofs are wanted
  /// @return the target of a CNAME that the question goes on with, or the same name when this is
  ///     the end
  Name answer(Name name, int type, Message response, boolean proofs) {
    response.getHeader().setFlag(Flags.AA);
    RRset exact = zone.findExactMatch(name, type);
    SetResponse found = zone.findRecords(name, type);
    if (exact != null) {
      add(response, Section.ANSWER, exact, proofs);
      addAddresses(exact, response);
    } else if (found.isSuccessful()) {
      found.answers().forEach(set -> add(response, Section.ANSWER, set, proofs));
    } else if (found.isCNAME()) {
      Name alias = found.getCNAME().getName();
      RRset cname = zone.findExactMatch(alias, Type.CNAME);
      add(response, Section.ANSWER, cname == null ? new RRset(found.getCNAME()) : cname, proofs);
      return found.getCNAME().getTarget();
    } else if (found.isDelegation() && !(type == Type.DS && name.equals(found.getNS().getName()))) {
      refer(found.getNS().getName(), response, proofs);
    } else {
      deny(name, found.isNXDOMAIN(), response, proofs);
    }
    return name;
  }

  /// RFC 1034 §4.3.2: the servers of the child with their addresses where they are here, and
  /// whether it is signed.
  private void refer(Name child, Message response, boolean proofs) {
    response.getHeader().unsetFlag(Flags.AA);
    RRset servers = zone.findExactMatch(child, Type.NS);
    add(response, Section.AUTHORITY, servers, false);
    RRset ds = zone.findExactMatch(child, proofs ? Type.DS : 0);
    if (ds != null) {
      add(response, Section.AUTHORITY, ds, true);
    }
    addAddresses(servers, response);
  }

  /// RFC 1034 §4.3.2: those of name servers come along where they are here.
  private void addAddresses(RRset servers, Message response) {
    for (Record r : servers.rrs(false)) {
      RRset glue =
          r instanceof NSRecord server ? zone.findExactMatch(server.getTarget(), Type.A) : null;
      if (glue != null) {
        add(response, Section.ADDITIONAL, glue, false);
      }
    }
  }

  private void deny(Name name, boolean absent, Message response, boolean proofs) {
    if (absent) {
      response.getHeader().setRcode(Rcode.NXDOMAIN);
    }
    RRset soa = zone.findExactMatch(origin(), Type.SOA);
    add(response, Section.AUTHORITY, soa == null ? new RRset(zone.getSOA()) : soa, proofs);
    if (proofs) {
      for (RRset set : zone) {
        if (set.getType() == Type.NSEC3
            || set.first() instanceof NSECRecord nsec && proves(nsec, name)) {
          add(response, Section.AUTHORITY, set, true);
        }
      }
    }
  }

  /// Whether this NSEC is of the name, or covers it or the wildcard beside it (RFC 4035 §3.1.3).
  private boolean proves(NSECRecord nsec, Name name) {
    return nsec.getName().equals(name)
        || covers(nsec, name)
        || covers(nsec, wildcard())
        || nsec.getName().equals(origin());
  }

  private Name wildcard() {
    return name(origin().equals(Name.root) ? "*." : "*." + origin());
  }

  private boolean covers(NSECRecord nsec, Name name) {
    boolean last = nsec.getNext().equals(origin());
    return nsec.getName().compareTo(name) < 0 && (last || name.compareTo(nsec.getNext()) < 0);
  }

  private static void add(Message response, int section, RRset set, boolean signatures) {
    set.rrs(false).forEach(r -> response.addRecord(r, section));
    if (signatures) {
      set.sigs().forEach(r -> response.addRecord(r, section));
    }
  }

  static Name name(String text) {
    try {
      return Name.fromString(text, Name.root);
    } catch (TextParseException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  @Override
  public String toString() {
    return zone.getOrigin() + " " + Type.string(Type.SOA) + "\n" + zone.toMasterFile();
  }
}
