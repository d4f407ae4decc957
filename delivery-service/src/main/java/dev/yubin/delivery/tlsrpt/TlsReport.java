package dev.yubin.delivery.tlsrpt;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.yubin.delivery.tlsrpt.TlsReportProperties.Submitter;
import dev.yubin.store.tlsrpt.CountedOutcome;
import dev.yubin.store.tlsrpt.PendingReport;
import dev.yubin.store.tlsrpt.TlsOutcome;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The report of a day to a domain, in the form of RFC 8460 §4.4.
record TlsReport(
    @JsonProperty("organization-name") String organization,
    @JsonProperty("date-range") Range range,
    @JsonProperty("contact-info") String contact,
    @JsonProperty("report-id") String id,
    @JsonProperty("policies") List<Result> policies) {

  /// A full day of UTC; to its last second, as all do.
  record Range(
      @JsonProperty("start-datetime") String start, @JsonProperty("end-datetime") String end) {
    static Range of(LocalDate day) {
      Instant start = day.atStartOfDay(ZoneOffset.UTC).toInstant();
      Instant end = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().minusSeconds(1);
      return new Range(start.toString(), end.toString());
    }
  }

  /// What the sessions under one policy came to.
  record Result(
      @JsonProperty("policy") Policy policy,
      @JsonProperty("summary") Summary summary,
      @JsonProperty("failure-details") @JsonInclude(JsonInclude.Include.NON_EMPTY)
          List<Detail> failures) {}

  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record Policy(
      @JsonProperty("policy-type") String type,
      @JsonProperty("policy-string") List<String> text,
      @JsonProperty("policy-domain") String domain,
      @JsonProperty("mx-host") List<String> mx) {}

  record Summary(
      @JsonProperty("total-successful-session-count") long successful,
      @JsonProperty("total-failure-session-count") long failed) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Detail(
      @JsonProperty("result-type") String type,
      @JsonProperty("sending-mta-ip") @Nullable String ours,
      @JsonProperty("receiving-mx-hostname") String host,
      @JsonProperty("receiving-ip") @Nullable String theirs,
      @JsonProperty("failed-session-count") long sessions) {}

  /// @param counted what the day's sessions came to
  static TlsReport of(PendingReport pending, Submitter submitter, List<CountedOutcome> counted) {
    Map<TlsOutcome.Policy, List<CountedOutcome>> byPolicy =
        counted.stream()
            .collect(
                Collectors.groupingBy(
                    one -> one.outcome().policy(), LinkedHashMap::new, Collectors.toList()));
    return new TlsReport(
        submitter.organization(),
        Range.of(pending.day()),
        submitter.contact().toString(),
        pending.id() + "@" + submitter.domain(),
        byPolicy.entrySet().stream().map(e -> result(e.getKey(), e.getValue())).toList());
  }

  private static Result result(TlsOutcome.Policy policy, List<CountedOutcome> counted) {
    List<Detail> failures =
        counted.stream()
            .filter(one -> one.outcome().failure() != null)
            .map(one -> detail(Objects.requireNonNull(one.outcome().failure()), one.sessions()))
            .toList();
    long all = counted.stream().mapToLong(CountedOutcome::sessions).sum();
    long failed = failures.stream().mapToLong(Detail::sessions).sum();
    return new Result(
        new Policy(policy.type(), policy.text(), policy.domain(), policy.mx()),
        new Summary(all - failed, failed),
        failures);
  }

  private static Detail detail(TlsOutcome.Failure failure, long sessions) {
    return new Detail(failure.type(), failure.ours(), failure.host(), failure.theirs(), sessions);
  }
}
