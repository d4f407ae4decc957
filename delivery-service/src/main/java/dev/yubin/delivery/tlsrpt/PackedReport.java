package dev.yubin.delivery.tlsrpt;

import dev.yubin.delivery.tlsrpt.TlsReportProperties.Submitter;
import dev.yubin.store.tlsrpt.PendingReport;
import dev.yubin.topic.TopicJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;

/// A report as it goes.
///
/// @param domain to which it is
/// @param octets JSON under gzip (RFC 8460 §5.2)
record PackedReport(UUID id, String domain, Submitter submitter, LocalDate day, byte[] octets) {
  static final String MEDIA_TYPE = "application/tlsrpt+gzip";

  static PackedReport of(PendingReport pending, Submitter submitter, TlsReport report) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(octets)) {
      gzip.write(TopicJson.encode(report));
    } catch (IOException e) {
      throw new UncheckedIOException("Memory takes what it is given", e);
    }
    return new PackedReport(
        pending.id(), pending.domain(), submitter, pending.day(), octets.toByteArray());
  }

  /// As RFC 8460 §5.3 has it in the subject.
  String reportId() {
    return id + "@" + submitter.domain();
  }

  /// RFC 8460 §5.1
  String filename() {
    return "%s!%s!%d!%d!%s.json.gz"
        .formatted(
            submitter.domain(),
            domain,
            day.atStartOfDay(ZoneOffset.UTC).toEpochSecond(),
            day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toEpochSecond() - 1,
            id.toString().replace("-", ""));
  }
}
