package dev.yubin.standalone.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which entries of the queue are wanted.
final class QueueFilter {
  @Option(names = "--destination", paramLabel = "DOMAIN", description = "Where they go.")
  @Nullable String destination;

  @Option(names = "--sender", paramLabel = "ADDRESS", description = "Or @DOMAIN.")
  @Nullable String sender;

  @Option(names = "--recipient", paramLabel = "ADDRESS", description = "Not settled yet.")
  @Nullable String recipient;

  @Option(
      names = "--state",
      paramLabel = "STATE",
      description = "due, deferred, attempting, held or scheduled (by their senders).")
  @Nullable String state;

  @Option(names = "--older-than", paramLabel = "TIME", description = "In the queue, like 4h.")
  @Nullable String olderThan;

  @Option(names = "--mail", paramLabel = "ID", description = "Entries of one mail.")
  @Nullable String mail;

  Map<String, @Nullable Object> query() {
    Map<String, @Nullable Object> query = new LinkedHashMap<>();
    query.put("destination", destination);
    query.put("sender", sender);
    query.put("recipient", recipient);
    query.put("state", state);
    query.put("olderThan", olderThan);
    query.put("mail", mail);
    return query;
  }

  /// As on the command line, each with a space in front.
  String words() {
    StringBuilder words = new StringBuilder();
    query()
        .forEach(
            (name, value) -> {
              if (value != null) {
                String option = name.equals("olderThan") ? "older-than" : name;
                words.append(" --").append(option).append(' ').append(value);
              }
            });
    return words.toString();
  }
}
