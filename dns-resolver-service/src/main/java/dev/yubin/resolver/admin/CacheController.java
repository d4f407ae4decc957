package dev.yubin.resolver.admin;

import dev.yubin.resolver.answer.Answer;
import dev.yubin.resolver.answer.AnswerCache;
import dev.yubin.resolver.answer.Question;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/// Shows and empties the cache.
@RestController
@RequestMapping("/api/v1/cache")
class CacheController {
  private static final Logger log = LoggerFactory.getLogger(CacheController.class);
  private static final int MAX_ENTRIES = 1_000;

  private final AnswerCache cache;

  CacheController(AnswerCache cache) {
    this.cache = cache;
  }

  /// One question and what is known.
  ///
  /// @param result `found`, `no-data`, `no-such-domain`, `bogus` or `failed`
  /// @param ttl what is left of it
  /// @param records in master file form, with the TTLs of the upstream
  record Entry(String name, String type, String result, Duration ttl, List<String> records) {}

  /// How many answers were forgotten.
  record Flushed(int answers) {}

  /// @param name it and what is below it; all when it is not given
  /// @return at most 1,000 answers
  @GetMapping
  List<Entry> dump(@RequestParam(defaultValue = ".") String name) {
    return cache.known(Names.read(name), MAX_ENTRIES).entrySet().stream()
        .map(known -> entry(known.getKey(), known.getValue()))
        .toList();
  }

  /// @param name it and what is below it; all when it is not given
  @DeleteMapping
  Flushed flush(@RequestParam(defaultValue = ".") String name) {
    Name from = Names.read(name);
    int answers = cache.forget(from);
    log.info("event=dns-cache-flushed name={} answers={}", from, answers);
    return new Flushed(answers);
  }

  private static Entry entry(Question question, Answer answer) {
    String name = question.name().toString().toLowerCase(Locale.ROOT);
    String type = Type.string(question.type());
    return switch (answer) {
      case Answer.Conclusive known ->
          new Entry(
              name,
              type,
              result(known),
              Duration.ofSeconds(known.content().ttl().toSeconds()),
              known.content().answers().stream().map(Record::toString).toList());
      case Answer.Bogus(String reason, _) ->
          new Entry(name, type, "bogus", Duration.ZERO, List.of(reason));
      case Answer.Failed(String reason) ->
          new Entry(name, type, "failed", Duration.ZERO, List.of(reason));
    };
  }

  private static String result(Answer.Conclusive answer) {
    return switch (answer) {
      case Answer.Found found -> "found";
      case Answer.NoData none -> "no-data";
      case Answer.NoSuchName none -> "no-such-domain";
    };
  }
}
