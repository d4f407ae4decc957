package dev.yubin.resolver.answer;

import dev.yubin.dns.DnssecState;
import dev.yubin.resolver.answer.ResponseReader.Reading;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;

/// Answers every question: the only way to the DNS in this service.
public final class NameResolver {
  private static final Logger log = LoggerFactory.getLogger(NameResolver.class);

  /// How many responses a chain of CNAMEs may need. RFC 1034 §5.2.2 asks for a bound.
  private static final int MAX_STEPS = 8;

  private final LocalNames localNames;
  private final AnswerCache cache;
  private final Validation validation;

  public NameResolver(LocalNames localNames, AnswerCache cache, Validation validation) {
    this.localNames = localNames;
    this.cache = cache;
    this.validation = validation;
  }

  /// Blocks until there is an answer; never throws for anything that the DNS does.
  public Answer answer(Question question) {
    return localNames.answer(question).orElseGet(() -> cache.get(question, this::find));
  }

  private Answer find(Question question) {
    try {
      return follow(question, null, new HashSet<>());
    } catch (IOException e) {
      log.debug("event=dns-failed question=\"{}\" reason=\"{}\"", question, e.getMessage());
      return new Answer.Failed(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      // A defect, here or in the library: the question fails, the service goes on.
      log.error("event=dns-defect question=\"{}\"", question, e);
      return new Answer.Failed("internal error");
    }
  }

  /// Asks, and asks again for the target of a CNAME that an upstream left open.
  ///
  /// @param chain what was learnt on the way here
  /// @param asked the names on the way here
  private Answer follow(Question question, @Nullable Content chain, Set<Name> asked)
      throws IOException {
    if (!asked.add(question.name())) {
      return new Answer.Failed("CNAME loop at " + question.name());
    }
    if (asked.size() > MAX_STEPS) {
      return new Answer.Failed("CNAME chain is too long at " + question.name());
    }
    return switch (validation.ask(question)) {
      case Validation.Judged.Bogus(String reason) -> new Answer.Bogus(reason);
      case Validation.Judged.Trusted(Message response, DnssecState dnssec) -> {
        Reading reading = ResponseReader.read(question, response, dnssec);
        Answer.Conclusive answer = after(chain, reading.answer());
        yield reading.unfinished().isEmpty()
            ? answer
            : follow(question.at(reading.unfinished().get()), answer.content(), asked);
      }
    };
  }

  private static Answer.Conclusive after(@Nullable Content chain, Answer.Conclusive answer) {
    if (chain == null) {
      return answer;
    }
    Content whole = answer.content().after(chain);
    return switch (answer) {
      case Answer.Found found -> new Answer.Found(whole);
      case Answer.NoData none -> new Answer.NoData(whole);
      case Answer.NoSuchName none -> new Answer.NoSuchName(whole);
    };
  }
}
