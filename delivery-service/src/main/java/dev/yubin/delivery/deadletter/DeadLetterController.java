package dev.yubin.delivery.deadletter;

import dev.yubin.delivery.admin.Listing;
import dev.yubin.delivery.admin.Postmaster;
import dev.yubin.store.Page;
import dev.yubin.store.queue.Audit;
import dev.yubin.store.replay.Replays;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Shows dead letters, and sends them again.
@RestController
@RequestMapping("/api/v1/dead-letters")
class DeadLetterController {
  private static final Logger log = LoggerFactory.getLogger(DeadLetterController.class);

  private final DeadLetterTopic topic;
  private final Replay replay;
  private final Replays replays;
  private final Audit audit;

  DeadLetterController(DeadLetterTopic topic, Replay replay, Replays replays, Audit audit) {
    this.topic = topic;
    this.replay = replay;
    this.replays = replays;
    this.audit = audit;
  }

  /// @param after the offset that the last page ended with
  @GetMapping
  ResponseEntity<List<DeadLetter>> list(
      @RequestParam(defaultValue = "-1") long after,
      @RequestParam(defaultValue = Listing.DEFAULT_LIMIT) int limit) {
    int wanted = Listing.limit(limit) + 1;
    Map<Long, Instant> replayed = replays.since(after);
    List<DeadLetter> letters = new ArrayList<>();
    topic.read(
        after + 1,
        record -> {
          letters.add(DeadLetter.of(record, replayed.get(record.offset())));
          return letters.size() < wanted;
        });
    return Listing.of(Page.of(letters, limit), Function.identity(), letter -> letter.offset());
  }

  /// @param offset of the only one that is meant; all that have not been sent again without one
  record Wanted(@Nullable Long offset) {}

  @PostMapping("/replay")
  Replay.Result replay(
      @RequestBody(required = false) @Nullable Wanted wanted, HttpServletRequest request) {
    Long offset = wanted == null ? null : wanted.offset();
    Replay.Result result = replay.run(offset);
    audit.add(
        Postmaster.of(request),
        "replay",
        "dead-letters/" + (offset == null ? "all" : offset),
        "sent=%d arrived=%d".formatted(result.sent(), result.arrived()));
    return result;
  }

  @ExceptionHandler(KafkaException.class)
  ProblemDetail kafkaFailed(KafkaException e) {
    log.warn("event=admin-request-failed cause={}", e.toString());
    return ProblemDetail.forStatusAndDetail(
        HttpStatus.SERVICE_UNAVAILABLE, "Kafka does not answer; try again later");
  }
}
