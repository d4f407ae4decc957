package dev.yubin.resolver.record;

import dev.yubin.dns.DnsAnswer;
import dev.yubin.dns.RecordType;
import dev.yubin.resolver.answer.Answer;
import dev.yubin.resolver.answer.Content;
import dev.yubin.resolver.answer.NameResolver;
import dev.yubin.resolver.answer.Question;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/// Finds the records of one type at one name.
@Component
class RecordFinder {
  /// A name in text, every octet escaped as `\DDD`.
  private static final int MAX_TEXT = 4 * 255;

  /// How long a name that can be none stays none; for the caches of the askers.
  private static final Duration NEVER_A_NAME = Duration.ofHours(1);

  private final NameResolver resolver;

  RecordFinder(NameResolver resolver) {
    this.resolver = resolver;
  }

  /// @param name of any form and length; what can be no name is no such domain
  DnsAnswer find(RecordType type, String name) {
    return name(name)
        .map(n -> answer(type, n))
        .orElseGet(() -> new DnsAnswer.NoSuchDomain(NEVER_A_NAME));
  }

  private DnsAnswer answer(RecordType type, Name name) {
    return switch (resolver.answer(Question.of(name, number(type)))) {
      case Answer.Found(Content content) -> found(type, content);
      case Answer.NoData(Content content) -> new DnsAnswer.NoData(content.ttl());
      case Answer.NoSuchName(Content content) -> new DnsAnswer.NoSuchDomain(content.ttl());
      case Answer.Failed(String reason) -> new DnsAnswer.TemporaryFailure(reason);
      case Answer.Bogus(String reason, _) -> new DnsAnswer.TemporaryFailure("bogus: " + reason);
    };
  }

  private static DnsAnswer found(RecordType type, Content content) {
    List<String> values = RecordText.values(type, content);
    return values.isEmpty()
        ? new DnsAnswer.NoData(content.ttl())
        : new DnsAnswer.Found(values, content.dnssec(), content.ttl());
  }

  private static Optional<Name> name(String text) {
    if (text.isEmpty() || text.length() > MAX_TEXT || text.chars().anyMatch(c -> c > 0x7E)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Name.fromString(text, Name.root));
    } catch (TextParseException e) {
      return Optional.empty();
    }
  }

  private static int number(RecordType type) {
    return switch (type) {
      case A -> Type.A;
      case AAAA -> Type.AAAA;
      case MX -> Type.MX;
      case PTR -> Type.PTR;
      case TXT -> Type.TXT;
    };
  }
}
