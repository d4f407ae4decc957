package dev.yubin.testing.dns;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Master;
import org.xbill.DNS.Message;
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

  private DnsZone(Zone zone) {
    this.zone = zone;
  }

  /// Reads records such as `@ MX 10 mx1` or `mx1 60 A 127.0.0.1`. SOA (negative TTL 60 s), NS and a
  /// TTL of 300 s come with it.
  ///
  /// @param origin with or without trailing dot
  public static DnsZone of(String origin, String records) {
    Name name = name(origin);
    String text = DEFAULTS.formatted(name) + records;
    try {
      List<Record> read = new ArrayList<>();
      try (Master master = new Master(new ByteArrayInputStream(text.getBytes(UTF_8)), name)) {
        for (Record r = master.nextRecord(); r != null; r = master.nextRecord()) {
          read.add(r);
        }
      }
      return new DnsZone(new Zone(name, read.toArray(Record[]::new)));
    } catch (IOException e) {
      throw new UncheckedIOException("Zone " + origin, e);
    }
  }

  Name origin() {
    return zone.getOrigin();
  }

  /// Adds what this zone says of a name to a response.
  ///
  /// @return the target of a CNAME that the question goes on with, or the same name when this is
  ///     the end
  Name answer(Name name, int type, Message response) {
    SetResponse found = zone.findRecords(name, type);
    if (found.isSuccessful()) {
      found.answers().forEach(set -> addAll(response, set));
    } else if (found.isCNAME()) {
      CNAMERecord cname = found.getCNAME();
      response.addRecord(cname, Section.ANSWER);
      return cname.getTarget();
    } else {
      if (found.isNXDOMAIN()) {
        response.getHeader().setRcode(Rcode.NXDOMAIN);
      }
      response.addRecord(zone.getSOA(), Section.AUTHORITY);
    }
    response.getHeader().setFlag(Flags.AA);
    return name;
  }

  private static void addAll(Message response, RRset set) {
    set.rrs(false).forEach(r -> response.addRecord(r, Section.ANSWER));
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
