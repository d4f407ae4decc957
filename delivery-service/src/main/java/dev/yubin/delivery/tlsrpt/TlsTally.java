package dev.yubin.delivery.tlsrpt;

import dev.yubin.delivery.client.Endpoints;
import dev.yubin.delivery.client.TlsFailure;
import dev.yubin.delivery.client.TlsResult;
import dev.yubin.delivery.outbound.TlsOutcomes;
import dev.yubin.mail.EmailAddress;
import dev.yubin.store.tlsrpt.CountedOutcome;
import dev.yubin.store.tlsrpt.TlsOutcome;
import dev.yubin.store.tlsrpt.TlsOutcome.Failure;
import dev.yubin.store.tlsrpt.TlsSessions;
import java.net.InetAddress;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;

/// Counts what becomes of sessions, and writes the counts down every few seconds: what an instance
/// that dies has not written down is missing in the report. Safe for use by many threads.
public final class TlsTally implements TlsOutcomes {
  private static final Logger log = LoggerFactory.getLogger(TlsTally.class);

  /// Of different ones, until they are written down. Those that are more are not counted.
  private static final int MAX_KINDS = 10_000;

  private record Kind(LocalDate day, String domain, TlsOutcome outcome) {}

  private final AppliedPolicies policies;
  private final TlsSessions sessions;
  private final EmailAddress contact;
  private final InstantSource clock;
  private Map<Kind, Long> counts = new HashMap<>();

  /// @param contact whom our reports are from
  TlsTally(
      AppliedPolicies policies, TlsSessions sessions, EmailAddress contact, InstantSource clock) {
    this.policies = policies;
    this.sessions = sessions;
    this.contact = contact;
    this.clock = clock;
  }

  @Override
  public void take(Session session) {
    // RFC 8460 §3: the sessions of reports are not reported.
    if (session.reversePath().equalsIgnoreCase(contact.toString())) {
      return;
    }
    String domain = session.destination().toLowerCase(Locale.ROOT);
    policies
        .of(domain, session.host())
        .map(policy -> new TlsOutcome(policy, failure(session).orElse(null)))
        .ifPresent(outcome -> count(new Kind(today(), domain, outcome), 1));
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  private static Optional<Failure> failure(Session session) {
    TlsResult result = session.result();
    return result
        .failure()
        .map(TlsFailure::keyword)
        .map(
            type ->
                new Failure(
                    type,
                    session.host().name(),
                    result.endpoints().map(Endpoints::ours).map(TlsTally::text).orElse(null),
                    result.endpoints().map(Endpoints::theirs).map(TlsTally::text).orElse(null)));
  }

  private static String text(InetAddress address) {
    return address.getHostAddress().replaceFirst("%.*", "");
  }

  private synchronized void count(Kind kind, long number) {
    if (counts.size() < MAX_KINDS || counts.containsKey(kind)) {
      counts.merge(kind, number, Long::sum);
    }
  }

  private synchronized Map<Kind, Long> drain() {
    Map<Kind, Long> drained = counts;
    counts = new HashMap<>();
    return drained;
  }

  /// Writes down what was counted. What the database does not take now is kept for the next time.
  @Scheduled(fixedDelayString = "PT10S")
  public void flush() {
    drain()
        .forEach(
            (kind, number) -> {
              try {
                sessions.add(kind.day(), kind.domain(), new CountedOutcome(kind.outcome(), number));
              } catch (DataAccessException e) {
                log.warn("event=tls-sessions-kept domain={} cause={}", kind.domain(), e.toString());
                count(kind, number);
              }
            });
  }
}
