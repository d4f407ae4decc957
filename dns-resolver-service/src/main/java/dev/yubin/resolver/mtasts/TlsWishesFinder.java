package dev.yubin.resolver.mtasts;

import dev.yubin.dns.TlsWishes;
import dev.yubin.resolver.answer.Answer;
import dev.yubin.resolver.answer.Content;
import dev.yubin.resolver.answer.NameResolver;
import dev.yubin.resolver.answer.Question;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.xbill.DNS.Name;
import org.xbill.DNS.NameTooLongException;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

/// Asks a domain what it wants of TLS.
@Component
public final class TlsWishesFinder {
  private static final Name MTA_STS = Name.fromConstantString("_mta-sts");
  private static final Name TLS_REPORTS = Name.fromConstantString("_smtp._tls");

  private final NameResolver resolver;
  private final Policies policies;
  private final ExecutorService executor;

  TlsWishesFinder(NameResolver resolver, Policies policies, ExecutorService dnsExecutor) {
    this.resolver = resolver;
    this.policies = policies;
    this.executor = dnsExecutor;
  }

  /// Fails for nothing that the domain does.
  public CompletableFuture<Wishes> ask(Name domain) {
    CompletableFuture<PolicyLookup> policy =
        CompletableFuture.supplyAsync(() -> policy(domain), executor);
    return CompletableFuture.supplyAsync(
            () -> TxtTags.reportAddresses(texts(answer(TLS_REPORTS, domain))), executor)
        .thenCombine(policy, TlsWishesFinder::wishes);
  }

  private static Wishes wishes(List<String> reports, PolicyLookup lookup) {
    Optional<TlsWishes.MtaSts> policy = lookup.policy();
    Optional<TlsWishes> tls =
        reports.isEmpty() && policy.isEmpty()
            ? Optional.empty()
            : Optional.of(new TlsWishes(policy.orElse(null), reports));
    return new Wishes(tls, lookup.fetch());
  }

  /// Where nobody can say now whether there is a policy, there may be one.
  private PolicyLookup policy(Name domain) {
    Optional<Answer> answer = answer(MTA_STS, domain);
    PolicyLookup lookup = policies.of(domain, TxtTags.policyId(texts(answer)));
    boolean told = answer.isEmpty() || answer.get() instanceof Answer.Conclusive;
    return told ? lookup : new PolicyLookup(lookup.policy(), PolicyFetch.FAILED);
  }

  /// @return empty where there is no room for such a name, hence no such record
  private Optional<Answer> answer(Name prefix, Name domain) {
    try {
      Question question = Question.of(Name.concatenate(prefix, domain), Type.TXT);
      return Optional.of(resolver.answer(question));
    } catch (NameTooLongException e) {
      return Optional.empty();
    }
  }

  private static List<String> texts(Optional<Answer> answer) {
    return answer.isPresent() && answer.get() instanceof Answer.Found(Content content)
        ? content.records(TXTRecord.class).map(TlsWishesFinder::text).toList()
        : List.of();
  }

  /// RFC 8461 §3.1: the strings of a record are joined without a space.
  private static String text(TXTRecord record) {
    return record.getStringsAsByteArrays().stream()
        .map(octets -> new String(octets, StandardCharsets.ISO_8859_1))
        .collect(Collectors.joining());
  }
}
