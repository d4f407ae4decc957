package dev.yubin.smtp.inspection.dkim;

import dev.yubin.dns.DnsAnswer;
import dev.yubin.dns.DnsRecords;
import dev.yubin.dns.RecordType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

/// Fetches keys while the body streams by, each look-up on a virtual thread of its own.
public record Keys(DnsRecords dns) {
  private static final int MAX_NAME = 253;
  private static final int MAX_RECORDS = 4;
  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9_-]{1,63}(?:\\.[A-Za-z0-9_-]{1,63})*+");

  CompletableFuture<DnsAnswer> fetch(Terms terms) {
    String name = terms.selector() + "._domainkey." + terms.domain();
    return name.length() > MAX_NAME || !NAME.matcher(name).matches()
        ? CompletableFuture.completedFuture(new DnsAnswer.NoSuchDomain(Duration.ZERO))
        : CompletableFuture.supplyAsync(
            () -> dns.find(RecordType.TXT, name), Thread::startVirtualThread);
  }

  /// @return at least one
  /// @throws Refused when no key can be read
  static List<KeyRecord> read(CompletableFuture<DnsAnswer> answer) throws Refused {
    DnsAnswer known = answer.exceptionally(e -> new DnsAnswer.TemporaryFailure("failed")).join();
    return switch (known) {
      case DnsAnswer.Found found -> read(found.values());
      case DnsAnswer.NoData _, DnsAnswer.NoSuchDomain _ ->
          throw Refused.broken("no key is published");
      case DnsAnswer.TemporaryFailure _ ->
          throw new Refused(DkimVerdict.TEMPERROR, "key cannot be looked up now");
    };
  }

  private static List<KeyRecord> read(List<String> texts) throws Refused {
    List<KeyRecord> keys = new ArrayList<>();
    Refused problem = Refused.broken("no key is published");
    for (String text : texts.subList(0, Math.min(MAX_RECORDS, texts.size()))) {
      try {
        keys.add(KeyRecord.read(text));
      } catch (Refused e) {
        problem = e;
      }
    }
    if (keys.isEmpty()) {
      throw problem;
    }
    return keys;
  }
}
