package dev.yubin.resolver.answer;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Master;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRset;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Type;
import org.xbill.DNS.Zone;

/// Reads a zone from its file (RFC 1035 §5).
final class ZoneFile {
  /// Of a file that somebody writes by hand, octets.
  private static final long MAX_SIZE = 64_000_000;

  private ZoneFile() {}

  /// @throws WrongZoneException with the file, the line where it is known, and what is wrong
  static Zone read(Path file) {
    try {
      // The parser makes missing files and directories an error without a sentence.
      if (!Files.isRegularFile(file)) {
        throw new NoSuchFileException(file.toString(), null, "there is no such file");
      }
      if (Files.size(file) > MAX_SIZE) {
        throw new IOException("it has more than %d octets".formatted(MAX_SIZE));
      }
      List<Record> records = records(file);
      Name origin = origin(records);
      check(records, origin);
      Zone zone = new Zone(origin, records.toArray(Record[]::new));
      checkAliases(zone);
      return zone;
    } catch (FileNotFoundException e) {
      throw new WrongZoneException(file, "it cannot be read", e);
    } catch (IOException | IllegalArgumentException e) {
      throw new WrongZoneException(file, e.getMessage(), e);
    }
  }

  private static List<Record> records(Path file) throws IOException {
    try (Master master = new Master(file.toString())) {
      List<Record> read = new ArrayList<>();
      for (Record r = master.nextRecord(); r != null; r = master.nextRecord()) {
        read.add(r);
      }
      return read;
    }
  }

  private static Name origin(List<Record> records) throws IOException {
    List<Record> soas = records.stream().filter(SOARecord.class::isInstance).toList();
    if (soas.size() != 1) {
      throw new IOException("it has %d SOA records, expected one".formatted(soas.size()));
    }
    return soas.getFirst().getName();
  }

  private static void check(List<Record> records, Name origin) throws IOException {
    for (Record r : records) {
      if (!r.getName().subdomain(origin)) {
        throw new IOException("%s is not in the zone %s".formatted(r.getName(), origin));
      }
      if (r.getDClass() != DClass.IN) {
        throw new IOException("%s is not of class IN".formatted(r.getName()));
      }
    }
  }

  /// RFC 1034 §3.6.2: an alias has no other records.
  private static void checkAliases(Zone zone) throws IOException {
    for (RRset set : zone) {
      RRset alias = zone.findExactMatch(set.getName(), Type.CNAME);
      if (alias != null && (set.getType() != Type.CNAME || alias.size() > 1)) {
        throw new IOException("%s is an alias and has other records".formatted(set.getName()));
      }
    }
  }
}
