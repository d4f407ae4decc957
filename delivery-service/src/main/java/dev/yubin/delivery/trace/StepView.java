package dev.yubin.delivery.trace;

import dev.yubin.store.trace.TraceStep;
import dev.yubin.store.trace.TracedStep;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A step of a mail's way, as JSON.
///
/// @param step `accepted`, `delivered`, `queued`, …
/// @param address the sender's of `accepted`, the destination of `tried`, else a recipient's
/// @param attempt of what an attempt came to, from 1
/// @param hostAddress the IP address of the host; several where none of them answered
/// @param tls how the session was encrypted
public record StepView(
    Instant at,
    String step,
    String address,
    @Nullable Integer attempt,
    @Nullable String host,
    @Nullable String hostAddress,
    @Nullable String tls,
    @Nullable String status,
    String detail) {

  public static StepView of(TracedStep traced) {
    TraceStep step = traced.step();
    return new StepView(
        traced.at(),
        step.kind().name().toLowerCase(Locale.ROOT),
        step.address(),
        traced.attempt(),
        step.host(),
        step.hostAddress(),
        step.tls(),
        step.status(),
        step.detail());
  }
}
