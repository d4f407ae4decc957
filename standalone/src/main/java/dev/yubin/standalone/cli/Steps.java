package dev.yubin.standalone.cli;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Steps of a mail's way, a line each.
final class Steps {
  private Steps() {}

  static void print(@Nullable Object steps) {
    Table table = new Table("  TIME", "STEP", "ADDRESS", "WHAT");
    if (steps instanceof List<?> many) {
      for (Object each : many) {
        if (each instanceof Map<?, ?> step) {
          table.add(
              "  " + Readable.time(step.get("at")),
              step.get("step"),
              "<" + step.get("address") + ">",
              what(step));
        }
      }
    }
    table.print(System.out);
  }

  private static @Nullable Object host(Map<?, ?> step) {
    Object host = step.get("host");
    Object address = step.get("hostAddress");
    return host == null || address == null || host.equals(address)
        ? host
        : host + " [" + address + "]";
  }

  private static String what(Map<?, ?> step) {
    Object attempt = step.get("attempt");
    Object reply = step.get("detail");
    Object status = step.get("status");
    // A reply has its status in it, as RFC 2034 §4 wants.
    boolean told = status == null || String.valueOf(reply).contains(status.toString());
    return Stream.of(
            attempt == null ? null : "attempt " + attempt,
            host(step),
            step.get("tls"),
            told ? null : status,
            reply)
        .filter(Objects::nonNull)
        .map(Object::toString)
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(", "));
  }
}
