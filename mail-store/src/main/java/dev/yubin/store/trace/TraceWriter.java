package dev.yubin.store.trace;

import dev.yubin.mail.MailId;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Writes steps within the transaction of the caller, in one statement.
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

  /// What an attempt came to. Of failures before it, the oldest are forgotten.
  ///
  /// @param attempt how many attempts there were, this one counted
  public static void write(JdbcClient jdbc, MailId mail, int attempt, Collection<TraceStep> steps) {
    if (!steps.isEmpty()) {
      jdbc.sql(
              """
              with forgotten as (
                delete from trace where mail_id = ? and attempt <= ? and address = any(?)
              )
              insert into trace (mail_id, attempt, step, address, host, host_address, tls, status, detail)
              select ?, ?, s.* from unnest(?, ?, ?, ?, ?, ?, ?) as s
              """)
          .params(mail.value(), attempt - KEPT_ATTEMPTS, texts(steps, TraceStep::key))
          .params(mail.value(), attempt)
          .params(columns(steps))
          .update();
    }
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
