package dev.yubin.store.trace;

import dev.yubin.mail.MailId;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Writes steps within the transaction of the caller, all in one statement.
public final class TraceWriter {
  /// Attempts whose failures are kept, for each recipient.
  static final int KEPT_ATTEMPTS = 20;

  private TraceWriter() {}

  /// Steps that no attempt led to.
  public static void write(JdbcClient jdbc, MailId mail, Collection<TraceStep> steps) {
    if (!steps.isEmpty()) {
      jdbc.sql(
              """
              insert into trace (mail_id, step, address, host, host_address, tls, status, detail)
              select ?, s.* from unnest(?, ?, ?, ?, ?, ?, ?) as s
              """)
          .param(mail.value())
          .params(columns(steps))
          .update();
    }
  }

  /// What an attempt came to.
  ///
  /// @param number how many attempts there were, this one counted
  public record Attempt(MailId mail, int number, List<TraceStep> steps) {
    public Attempt {
      steps = List.copyOf(steps);
    }
  }

  /// Of failures before it, the oldest are forgotten.
  public static void write(JdbcClient jdbc, List<Attempt> attempts) {
    attempts.stream()
        .filter(attempt -> attempt.number > KEPT_ATTEMPTS)
        .forEach(attempt -> forget(jdbc, attempt));
    List<TraceStep> steps = attempts.stream().flatMap(one -> one.steps.stream()).toList();
    if (!steps.isEmpty()) {
      jdbc.sql(
              """
              insert into trace (mail_id, attempt, step, address, host, host_address, tls, status, detail)
              select * from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?)
              """)
          .param(column(attempts, one -> one.mail.value()).toArray(UUID[]::new))
          .param(column(attempts, Attempt::number).toArray(Integer[]::new))
          .params(columns(steps))
          .update();
    }
  }

  private static void forget(JdbcClient jdbc, Attempt attempt) {
    jdbc.sql("delete from trace where mail_id = ? and attempt <= ? and address = any(?)")
        .params(attempt.mail.value(), attempt.number - KEPT_ATTEMPTS)
        .param(texts(attempt.steps, TraceStep::key))
        .update();
  }

  /// The same once for each step.
  private static <T> Stream<T> column(List<Attempt> attempts, Function<Attempt, T> value) {
    return attempts.stream()
        .flatMap(one -> Collections.nCopies(one.steps.size(), value.apply(one)).stream());
  }

  private static List<String[]> columns(Collection<TraceStep> steps) {
    return List.of(
        texts(steps, step -> step.kind().text()),
        texts(steps, TraceStep::key),
        texts(steps, TraceStep::host),
        texts(steps, TraceStep::hostAddress),
        texts(steps, TraceStep::tls),
        texts(steps, TraceStep::status),
        texts(steps, TraceStep::detail));
  }

  private static String[] texts(
      Collection<TraceStep> steps, Function<TraceStep, @Nullable String> column) {
    return steps.stream().map(column).toArray(String[]::new);
  }
}
