package dev.yubin.smtp.session;

import dev.yubin.smtp.command.SmtpReply;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;

/// What is counted of SMTP.
final class SmtpMeters {
  private final MeterRegistry registry;
  private final Counter accepted;
  private final Timer accept;

  SmtpMeters(MeterRegistry registry) {
    this.registry = registry;
    this.accepted =
        Counter.builder("yubin.smtp.mails.accepted")
            .description("Mails answered with 250")
            .register(registry);
    this.accept =
        Timer.builder("yubin.smtp.accept")
            .description("From the end of a mail's data to Kafka's acknowledgement")
            .publishPercentileHistogram()
            .register(registry);
  }

  void accepted(long nanos) {
    accepted.increment();
    accept.record(nanos, TimeUnit.NANOSECONDS);
  }

  void refused(SmtpReply reply) {
    count("yubin.smtp.mails.refused", "Mails refused after their data", reply);
  }

  void recipientRefused(SmtpReply reply) {
    count("yubin.smtp.recipients.refused", "Recipients refused", reply);
  }

  private void count(String name, String description, SmtpReply reply) {
    Counter.builder(name)
        .description(description)
        .tag("reply", reply.code() + " " + reply.enhanced())
        .register(registry)
        .increment();
  }
}
