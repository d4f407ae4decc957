package dev.yubin.store.trace;

import dev.yubin.mail.MailId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A step as it was written down.
///
/// @param attempt of what an attempt came to, from 1
public record TracedStep(MailId mail, Instant at, TraceStep step, @Nullable Integer attempt) {}
