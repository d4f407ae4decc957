package dev.yubin.resolver.record;

import dev.yubin.dns.DnsAnswer;
import dev.yubin.dns.DnsRecords;
import dev.yubin.dns.RecordType;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/// The HTTP side of the look-ups of records.
@RestController
class RecordController implements DnsRecords {
  private static final int MAX_BATCH = 100;

  private final RecordFinder finder;
  private final ExecutorService executor;
  private final MeterRegistry metrics;

  RecordController(RecordFinder finder, ExecutorService dnsExecutor, MeterRegistry metrics) {
    this.finder = finder;
    this.executor = dnsExecutor;
    this.metrics = metrics;
  }

  @Override
  public DnsAnswer find(RecordType type, String name) {
    DnsAnswer answer = finder.find(type, name);
    metrics
        .counter("yubin.dns.questions", "source", "http", "outcome", outcome(answer))
        .increment();
    return answer;
  }

  /// Many questions at once, each answered as if it were alone, in their order.
  ///
  /// @param questions at most 100
  @PostMapping("/api/v1/records")
  Answers findAll(@RequestBody List<Wanted> questions) {
    if (questions.size() > MAX_BATCH) {
      throw new ResponseStatusException(
          HttpStatus.CONTENT_TOO_LARGE, "At most %d questions at once".formatted(MAX_BATCH));
    }
    List<CompletableFuture<DnsAnswer>> answers =
        questions.stream()
            .map(q -> CompletableFuture.supplyAsync(() -> find(q.type(), q.name()), executor))
            .toList();
    return new Answers(answers.stream().map(CompletableFuture::join).toList());
  }

  /// @param voids how many of them say that there is nothing (RFC 7208 §4.6.4)
  record Answers(List<DnsAnswer> answers, long voids) {
    Answers(List<DnsAnswer> answers) {
      this(List.copyOf(answers), answers.stream().filter(DnsAnswer::isVoid).count());
    }
  }

  /// One of many questions.
  record Wanted(RecordType type, String name) {}

  private static String outcome(DnsAnswer answer) {
    return switch (answer) {
      case DnsAnswer.Found found -> "found";
      case DnsAnswer.NoData none -> "no-data";
      case DnsAnswer.NoSuchDomain none -> "no-such-domain";
      case DnsAnswer.TemporaryFailure failure -> "temporary-failure";
    };
  }
}
