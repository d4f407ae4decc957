package dev.yubin.resolver.answer;

import dev.yubin.dns.DnssecState;
import dev.yubin.resolver.answer.ResponseReader.Reading;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Type;

/// Answers every question: the only way to the DNS in this service.
public final class NameResolver {
  private static final Logger log = LoggerFactory.getLogger(NameResolver.class);

  /// How many responses a chain of CNAMEs may need. RFC 1034 §5.2.2 asks for a bound.
  private static final int MAX_STEPS = 8;

  private final LocalZones localZones;
  private final LocalNames localNames;
  private final AnswerCache cache;
  private final Validation validation;

  public NameResolver(
      LocalZones localZones, LocalNames localNames, AnswerCache cache, Validation validation) {
    this.localZones = localZones;
    this.localNames = localNames;
    this.cache = cache;
    this.validation = validation;
  }

  /// Blocks until there is an answer; never throws for anything that the DNS does.
  public Answer answer(Question question) {
    return answer(question, 0);
  }

  /// Gives at once what is known, and finds out the rest on a thread of `executor`. Never fails for
  /// anything that the DNS does.
  public CompletableFuture<Answer> ask(Question question, Executor executor) {
    return cache.has(question)
        ? CompletableFuture.completedFuture(answer(question))
        : CompletableFuture.supplyAsync(() -> answer(question), executor);
  }

  /// How often the cache was told to forget; answers given before that are not to be given again.
  public long flushes() {
    return cache.flushes();
  }

  /// Whether the answer to questions about a name comes from a zone of our own.
  public boolean isAuthoritative(Name name) {
    return localZones.answer(Question.of(name, Type.SOA)).isPresent();
  }

  private Answer answer(Question question, int steps) {
    Optional<Reading> local = localZones.answer(question);
    if (local.isPresent()) {
      return goOn(question, local.get(), steps);
    }
    return localNames.answer(question).orElseGet(() -> cache.get(question, this::find));
  }

  /// Asks for what is at the end of an alias that leads out of a zone of our own.
  private Answer goOn(Question question, Reading reading, int steps) {
    if (reading.unfinished().isEmpty()) {
      return reading.answer();
    }
    Name target = reading.unfinished().get();
    if (steps == MAX_STEPS) {
      return new Answer.Failed("CNAME chain is too long at " + target);
    }
    Answer rest = answer(question.at(target), steps + 1);
    return rest instanceof Answer.Conclusive known
        ? after(reading.answer().content(), known)
        : rest;
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
      case Validation.Judged.Bogus(String reason, int extendedError) ->
          new Answer.Bogus(reason, extendedError);
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
