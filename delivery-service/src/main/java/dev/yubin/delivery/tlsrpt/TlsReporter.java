package dev.yubin.delivery.tlsrpt;

import dev.yubin.delivery.tlsrpt.TlsReportProperties.Submitter;
import dev.yubin.delivery.worker.Bell;
import dev.yubin.delivery.worker.QueueWorker;
import dev.yubin.store.tlsrpt.CountedOutcome;
import dev.yubin.store.tlsrpt.PendingReport;
import dev.yubin.store.tlsrpt.TlsReports;
import dev.yubin.store.tlsrpt.TlsSessions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.web.client.RestClientException;

/// Sends the reports of the days that are over. Runs in every instance; each report is made by one.
final class TlsReporter implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(TlsReporter.class);

  /// How long after midnight all instances have written down what they counted.
  private static final Duration GRACE = Duration.ofMinutes(5);

  private static final Duration LEASE = Duration.ofMinutes(10);
  private static final Duration LOOK = Duration.ofSeconds(30);

  /// RFC 8460 §5.5: tried again for a day, at growing intervals.
  private static final Duration PATIENCE = Duration.ofHours(24);

  private static final Duration FIRST_WAIT = Duration.ofMinutes(5);
  private static final int MAX_DOUBLINGS = 6;

  /// How long it is remembered that a report has gone.
  private static final int KEPT_DAYS = 7;

  private final TlsReports reports;
  private final TlsSessions sessions;
  private final AppliedPolicies policies;
  private final ReportMailer mailer;
  private final ReportPoster poster;
  private final Submitter submitter;
  private final Duration spread;
  private final InstantSource clock;
  private final QueueWorker worker;
  private LocalDate openedOn = LocalDate.EPOCH;
  private Instant lookAt = Instant.EPOCH;

  /// What a reporter works with.
  record Tools(
      TlsReports reports,
      TlsSessions sessions,
      AppliedPolicies policies,
      ReportMailer mailer,
      ReportPoster poster) {}

  TlsReporter(Tools tools, TlsReportProperties properties, InstantSource clock) {
    this.reports = tools.reports();
    this.sessions = tools.sessions();
    this.policies = tools.policies();
    this.mailer = tools.mailer();
    this.poster = tools.poster();
    this.submitter = properties.submitter();
    this.spread = properties.spread();
    this.clock = clock;
    this.worker = new QueueWorker("tls-rpt", new Bell(), this::round);
  }

  private boolean round() throws InterruptedException {
    Instant now = clock.instant();
    if (now.isBefore(lookAt)) {
      return false;
    }
    open(LocalDate.ofInstant(now.minus(GRACE), ZoneOffset.UTC));
    Optional<PendingReport> due = reports.claim(LEASE);
    if (due.isEmpty()) {
      lookAt = now.plus(LOOK);
      return false;
    }
    attempt(due.get());
    return true;
  }

  private void open(LocalDate today) {
    if (today.isAfter(openedOn)) {
      int opened = reports.open(today, spread);
      reports.sweep(today.minusDays(KEPT_DAYS));
      openedOn = today;
      log.info("event=tls-reports-due before={} reports={}", today, opened);
    }
  }

  private void attempt(PendingReport report) throws InterruptedException {
    Optional<List<String>> places = places(report);
    if (places.isEmpty()) {
      again(report, List.of(), "where it goes is not known now");
      return;
    }
    List<CountedOutcome> counted = sessions.of(report.day(), report.domain());
    if (places.get().isEmpty() || counted.isEmpty()) {
      reports.close(report);
      return;
    }
    PackedReport packed =
        PackedReport.of(report, submitter, TlsReport.of(report, submitter, counted));
    List<String> left = new ArrayList<>();
    for (String place : places.get()) {
      if (!isDone(send(packed, place), packed, place)) {
        left.add(place);
      }
    }
    if (left.isEmpty()) {
      reports.close(report);
    } else {
      again(report, left, "it was not taken");
    }
  }

  private Optional<List<String>> places(PendingReport report) {
    if (report.places() != null && !report.places().isEmpty()) {
      return Optional.of(report.places());
    }
    try {
      return policies.places(report.domain());
    } catch (RestClientException e) {
      log.warn("event=resolver-failed domain={} cause={}", report.domain(), e.toString());
      return Optional.empty();
    }
  }

  private Sending send(PackedReport report, String place) throws InterruptedException {
    if (ReportMailer.isFor(place)) {
      return mailer.send(report, place);
    }
    return ReportPoster.isFor(place)
        ? poster.send(report, place)
        : new Sending.Impossible("it is no URI of mailto or https");
  }

  /// Whether a place needs no more attempts.
  private static boolean isDone(Sending sending, PackedReport report, String place) {
    String domain = report.domain();
    return switch (sending) {
      case Sending.Sent _ -> {
        log.info("event=tls-report-sent domain={} day={} to={}", domain, report.day(), place);
        yield true;
      }
      case Sending.Impossible(String why) -> {
        log.warn("event=tls-report-impossible domain={} to={} reason={}", domain, place, why);
        yield true;
      }
      case Sending.Failed(String why) -> {
        log.info("event=tls-report-failed domain={} to={} reason={}", domain, place, why);
        yield false;
      }
    };
  }

  private void again(PendingReport report, List<String> left, String why) {
    if (clock.instant().isAfter(report.begunAt().plus(PATIENCE))) {
      log.warn(
          "event=tls-report-given-up domain={} day={} reason={}",
          report.domain(),
          report.day(),
          why);
      reports.close(report);
      return;
    }
    int doublings = Math.min(report.attempts() - 1, MAX_DOUBLINGS);
    reports.postpone(report, left, FIRST_WAIT.multipliedBy(1L << doublings));
  }

  @Override
  public void start() {
    worker.start();
  }

  @Override
  public void stop() {
    worker.stop();
  }

  @Override
  public boolean isRunning() {
    return worker.isRunning();
  }
}
