package dev.yubin.delivery.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.yubin.admin.Problem;
import dev.yubin.delivery.dsn.Octets;
import dev.yubin.delivery.trace.StepView;
import dev.yubin.mail.MailId;
import dev.yubin.store.mail.MailContent;
import dev.yubin.store.queue.QueueEntries;
import dev.yubin.store.queue.QueueEntry;
import dev.yubin.store.queue.QueueSample;
import dev.yubin.store.trace.Traces;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// One mail of the queue, and the queue at a glance.
@RestController
@RequestMapping("/api/v1/queue")
class MailController {
  private static final int MAX_HEADER = 64 * 1024;
  private static final int MAX_DESTINATIONS = 100;

  private final QueueEntries entries;
  private final QueueSample sample;
  private final Traces traces;
  private final MailContent content;

  MailController(QueueEntries entries, QueueSample sample, Traces traces, MailContent content) {
    this.entries = entries;
    this.sample = sample;
    this.traces = traces;
    this.content = content;
  }

  /// @param siblings ids of the entries of the mail's other destinations
  /// @param header of the mail, its first 64 KiB
  /// @param recipients of all destinations, each with its last step
  /// @param steps of the mail, with what each attempt came to
  record Shown(
      EntryView entry,
      List<Long> siblings,
      String header,
      Collection<StepView> recipients,
      List<StepView> steps) {}

  @GetMapping("/{id}")
  Shown show(@PathVariable long id) {
    QueueEntry entry = entries.find(id).orElseThrow(() -> Problem.unknown("Queue entry " + id));
    List<StepView> steps = traces.of(entry.mail()).stream().map(StepView::of).toList();
    Map<String, StepView> recipients = new LinkedHashMap<>();
    steps.stream()
        .filter(step -> !step.step().equals("accepted") && !step.step().equals("tried"))
        .forEach(step -> recipients.put(step.address(), step));
    return new Shown(
        EntryView.of(entry),
        entries.siblings(entry),
        header(entry.mail()),
        recipients.values(),
        steps);
  }

  private String header(MailId mail) {
    try (InputStream octets = content.open(mail)) {
      return new String(Octets.headerBlock(octets.readNBytes(MAX_HEADER), MAX_HEADER), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// How much waits.
  ///
  /// @param estimated whether the counts are estimates, as those of a large queue are
  /// @param groups by state and age
  /// @param destinations those for which the most waits
  record Summary(
      boolean estimated,
      List<QueueSample.Group> groups,
      List<QueueSample.Destination> destinations) {}

  @GetMapping("/summary")
  Summary summary(@RequestParam(defaultValue = "20") int limit) {
    if (limit < 1 || limit > MAX_DESTINATIONS) {
      throw Problem.invalid("limit: must be between 1 and " + MAX_DESTINATIONS);
    }
    QueueSample.Counts<QueueSample.Group> groups = sample.groups();
    return new Summary(groups.estimated(), groups.counts(), sample.destinations(limit).counts());
  }
}
