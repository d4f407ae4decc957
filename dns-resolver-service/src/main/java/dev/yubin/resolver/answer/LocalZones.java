package dev.yubin.resolver.answer;

import dev.yubin.dns.DnssecState;
import dev.yubin.resolver.answer.ResponseReader.Reading;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRset;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.SetResponse;
import org.xbill.DNS.Zone;

/// Zones that this service answers itself, before any upstream is asked: a split horizon, or the
/// world of a test. What such a zone delegates (RFC 1034 §4.2) is the upstreams' again. Nothing of
/// it is signed, so nothing is proven. Immutable.
public final class LocalZones {
  /// For a chain of aliases within a zone.
  private static final int MAX_STEPS = 8;

  /// The most specific first.
  private final List<LocalZone> zones;

  private LocalZones(List<LocalZone> zones) {
    this.zones =
        zones.stream()
            .sorted(Comparator.comparingInt((LocalZone z) -> z.origin().labels()).reversed())
            .toList();
  }

  /// A zone and the names in it that have no records, but names below them (RFC 8020 §2).
  private record LocalZone(Zone zone, Set<Name> between) {
    static LocalZone of(Zone zone) {
      Set<Name> between = new HashSet<>();
      Set<Name> owners = new HashSet<>();
      for (RRset set : zone) {
        owners.add(set.getName());
        Name name = set.getName();
        while (name.labels() > zone.getOrigin().labels()) {
          name = new Name(name, 1);
          between.add(name);
        }
      }
      between.removeAll(owners);
      return new LocalZone(zone, between);
    }

    Name origin() {
      return zone.getOrigin();
    }
  }

  /// Reads all files.
  ///
  /// @throws RuntimeException that says which file and line is wrong, and why
  public static LocalZones read(List<Path> files) {
    List<LocalZone> zones = new ArrayList<>();
    Set<Name> origins = new HashSet<>();
    for (Path file : files) {
      Zone zone = ZoneFile.read(file);
      if (!origins.add(zone.getOrigin())) {
        throw new WrongZoneException(file, "a file before it has the same zone", null);
      }
      zones.add(LocalZone.of(zone));
    }
    return new LocalZones(zones);
  }

  /// What the zones say, with the name to go on at where an alias leads out of them.
  ///
  /// @return empty when the name is in none of them, or is delegated
  Optional<Reading> answer(Question question) {
    return zones.stream()
        .filter(zone -> question.name().subdomain(zone.origin()))
        .findFirst()
        .flatMap(zone -> new Lookup(zone, question).run());
  }

  /// One question to one zone.
  private static final class Lookup {
    private final Zone zone;
    private final Set<Name> between;
    private final Question question;
    private final List<Record> answers = new ArrayList<>();

    Lookup(LocalZone local, Question question) {
      this.zone = local.zone();
      this.between = local.between();
      this.question = question;
    }

    Optional<Reading> run() {
      Name name = question.name();
      for (int step = 0; step < MAX_STEPS; step++) {
        SetResponse found = zone.findRecords(name, question.type());
        if (found.isDelegation()) {
          return answers.isEmpty() ? Optional.empty() : Optional.of(open(name));
        }
        if (between.contains(name)) {
          // A wildcard does not reach what exists (RFC 4592 §2.2.2).
          return Optional.of(closed(new Answer.NoData(negative(name))));
        }
        if (!found.isCNAME()) {
          return Optional.of(end(name, found));
        }
        CNAMERecord alias = found.getCNAME();
        answers.add(alias);
        name = alias.getTarget();
        if (!name.subdomain(zone.getOrigin())) {
          return Optional.of(open(name));
        }
      }
      return Optional.of(open(name));
    }

    /// An alias leads away; nothing is said of where it leads.
    private Reading open(Name target) {
      return new Reading(new Answer.NoData(content(target, List.of())), Optional.of(target));
    }

    private Reading end(Name name, SetResponse found) {
      if (found.isSuccessful()) {
        found.answers().forEach(set -> answers.addAll(set.rrs(false)));
        return closed(new Answer.Found(content(name, List.of())));
      }
      Content none = negative(name);
      return closed(found.isNXDOMAIN() ? new Answer.NoSuchName(none) : new Answer.NoData(none));
    }

    /// RFC 2308 §3: the SOA goes with the TTL of negative answers.
    private Content negative(Name name) {
      return content(name, List.of(negative(zone.getSOA())));
    }

    private static Reading closed(Answer.Conclusive answer) {
      return new Reading(answer, Optional.empty());
    }

    private Content content(Name end, List<Record> authority) {
      long ttl =
          Stream.concat(answers.stream(), authority.stream())
              .mapToLong(Record::getTTL)
              .min()
              .orElse(0);
      return new Content(
          end,
          answers,
          authority,
          DnssecState.INDETERMINATE,
          Duration.ofSeconds(ttl),
          Duration.ZERO);
    }

    private static Record negative(SOARecord soa) {
      return new SOARecord(
          soa.getName(),
          soa.getDClass(),
          Math.min(soa.getTTL(), soa.getMinimum()),
          soa.getHost(),
          soa.getAdmin(),
          soa.getSerial(),
          soa.getRefresh(),
          soa.getRetry(),
          soa.getExpire(),
          soa.getMinimum());
    }
  }
}
