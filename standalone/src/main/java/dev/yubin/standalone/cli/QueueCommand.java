package dev.yubin.standalone.cli;

import dev.yubin.standalone.cli.Listing.Column;
import dev.yubin.standalone.instance.CommandFailedException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Mail that waits for other hosts.
@Command(
    name = "queue",
    description = "Mail that waits for other hosts.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      QueueShowCommand.class,
      QueueSummaryCommand.class,
      DeadLettersCommand.class,
      AuditCommand.class
    },
    mixinStandardHelpOptions = true)
public final class QueueCommand {

  @Command(description = "List it, the oldest first.", mixinStandardHelpOptions = true)
  void list(
      @Mixin AdminOptions options,
      @Mixin QueueFilter filter,
      @Option(names = "--after", paramLabel = "ID", description = "Go on after this entry.")
          @Nullable Long after,
      @Option(names = "--limit", paramLabel = "N", description = "Entries (50).")
          @Nullable Integer limit,
      @Option(names = "--json", description = "As JSON.") boolean json) {
    Map<String, @Nullable Object> query = new LinkedHashMap<>(filter.query());
    query.put("after", after);
    query.put("limit", limit);
    Instant now = Instant.now();
    new Listing(
            "queue",
            "queue list" + filter.words(),
            "Nothing waits.",
            List.of(
                Column.of("ID", "id"),
                Column.of("STATE", "state"),
                new Column("AGE", entry -> Readable.age(entry.get("queuedAt"), now)),
                new Column("NEXT", entry -> Readable.until(entry.get("dueAt"), now)),
                Column.of("TRIES", "attempts"),
                new Column("SIZE", entry -> Readable.size(entry.get("size"))),
                new Column("SENDER", entry -> "<" + entry.get("sender") + ">"),
                new Column("RECIPIENTS", entry -> Readable.some(entry.get("recipients"))),
                Column.of("REPLY", "lastReply")))
        .print(options, query, json);
  }

  @Command(description = "Try entries now.", mixinStandardHelpOptions = true)
  void retry(
      @Mixin AdminOptions options, @Parameters(paramLabel = "ID", arity = "1..*") List<Long> ids) {
    each(ids, "Tries %d now.", id -> post(options, id, "retry", Map.of()));
  }

  @Command(description = "Keep entries until they are released.", mixinStandardHelpOptions = true)
  void hold(
      @Mixin AdminOptions options, @Parameters(paramLabel = "ID", arity = "1..*") List<Long> ids) {
    each(ids, "Holds %d.", id -> post(options, id, "hold", Map.of()));
  }

  @Command(description = "Let entries go that are held.", mixinStandardHelpOptions = true)
  void release(
      @Mixin AdminOptions options, @Parameters(paramLabel = "ID", arity = "1..*") List<Long> ids) {
    each(ids, "Released %d.", id -> post(options, id, "release", Map.of()));
  }

  @Command(
      description = "Send entries to the hosts of another domain.",
      mixinStandardHelpOptions = true)
  void redirect(
      @Mixin AdminOptions options,
      @Option(
              names = "--to",
              required = true,
              paramLabel = "DESTINATION",
              description = "A domain, or an address like [192.0.2.1].")
          String destination,
      @Parameters(paramLabel = "ID", arity = "1..*") List<Long> ids) {
    Map<String, String> to = Map.of("destination", destination);
    each(ids, "Redirected %d.", id -> post(options, id, "redirect", to));
  }

  @Command(
      description = "Give entries up, and tell their senders.",
      mixinStandardHelpOptions = true)
  void bounce(
      @Mixin AdminOptions options,
      @Option(
              names = "--status",
              paramLabel = "CODE",
              description = "Enhanced status code of class 5 (5.7.1).")
          @Nullable String status,
      @Option(names = "--reason", paramLabel = "TEXT", description = "What the senders read.")
          @Nullable String reason,
      @Parameters(paramLabel = "ID", arity = "1..*") List<Long> ids) {
    Map<String, String> why = new LinkedHashMap<>();
    if (status != null) {
      why.put("status", status);
    }
    if (reason != null) {
      why.put("reason", reason);
    }
    each(ids, "Bounced %d.", id -> post(options, id, "bounce", why));
  }

  @Command(description = "Delete entries, and tell nobody.", mixinStandardHelpOptions = true)
  void delete(
      @Mixin AdminOptions options, @Parameters(paramLabel = "ID", arity = "1..*") List<Long> ids) {
    each(
        ids,
        "Deleted %d.",
        id -> {
          if (options.delivery().delete("queue", id.toString()) == AdminApi.Outcome.ABSENT) {
            throw new CommandFailedException("Queue entry %d does not exist".formatted(id));
          }
        });
  }

  @Command(
      description = "Try all mail of a destination now, but what is held.",
      mixinStandardHelpOptions = true)
  void flush(
      @Mixin AdminOptions options, @Parameters(paramLabel = "DESTINATION") String destination) {
    Object mails =
        options
            .delivery()
            .post("queue/flush", Map.of("destination", destination))
            .one()
            .get("mails");
    System.out.println("Tries %s mails for %s now.".formatted(mails, destination));
  }

  @Command(description = "Send again what could not be processed.", mixinStandardHelpOptions = true)
  void replay(
      @Mixin AdminOptions options,
      @Option(names = "--offset", paramLabel = "N", description = "This one alone.")
          @Nullable Long offset) {
    Map<String, Object> result =
        options
            .delivery()
            .post("dead-letters/replay", offset == null ? Map.of() : Map.of("offset", offset))
            .one();
    System.out.println(
        "Sent %s records again; the mail of %s had arrived by another way."
            .formatted(result.get("sent"), result.get("arrived")));
  }

  private static void post(AdminOptions options, long id, String act, Map<String, ?> body) {
    options.delivery().post("queue/" + id + "/" + act, body);
  }

  /// All of them, whatever becomes of one.
  private static void each(List<Long> ids, String done, Consumer<Long> act) {
    List<String> failures = new ArrayList<>();
    for (Long id : ids) {
      try {
        act.accept(id);
        System.out.println(done.formatted(id));
      } catch (CommandFailedException e) {
        failures.add(e.getMessage());
      }
    }
    if (!failures.isEmpty()) {
      throw new CommandFailedException(String.join("\n", failures));
    }
  }
}
