package dev.yubin.smtp.inspection.dkim;

import dev.yubin.dns.DnsAnswer;
import dev.yubin.dns.DnsRecords;
import dev.yubin.dns.RecordType;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

/// Fetches keys while the body streams by, each look-up on a virtual thread of its own.
public record Keys(DnsRecords dns) {
  private static final int MAX_NAME = 253;
  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9_-]{1,63}(?:\\.[A-Za-z0-9_-]{1,63})*+");

  CompletableFuture<DnsAnswer> fetch(Terms terms) {
    String name = terms.selector() + "._domainkey." + terms.domain();
    return name.length() > MAX_NAME || !NAME.matcher(name).matches()
        ? CompletableFuture.completedFuture(new DnsAnswer.NoSuchDomain(Duration.ZERO))
        : CompletableFuture.supplyAsync(
            () -> dns.find(RecordType.TXT, name), Thread::startVirtualThread);
  }

  static KeyRecord read(CompletableFuture<DnsAnswer> answer) throws Refused {
    DnsAnswer known = answer.exceptionally(e -> new DnsAnswer.TemporaryFailure("failed")).join();
    return switch (known) {
      case DnsAnswer.Found found -> KeyRecord.read(found.values().getFirst());
      case DnsAnswer.NoData _, DnsAnswer.NoSuchDomain _ ->
          throw Refused.broken("no key is published");
      case DnsAnswer.TemporaryFailure _ ->
          throw new Refused(DkimVerdict.TEMPERROR, "key cannot be looked up now");
    };
  }
}
