package dev.yubin.delivery.tlsrpt;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.yubin.mail.EmailAddress;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/// A report as a mail: multipart/report of a text and the report (RFC 8460 §5.3).
///
/// @param fields of its header, each on a line of its own, with no two spaces in a row: the relaxed
///     form of RFC 6376 §3.4.2 but for the case of the names
/// @param body lines without spaces at their ends or two in a row, each ending in CRLF: its own
///     relaxed form (RFC 6376 §3.4.4)
record ReportMail(List<Field> fields, String body) {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  /// A field of the header.
  record Field(String name, String value) {
    @Override
    public String toString() {
      return name + ": " + value + "\r\n";
    }
  }

  static ReportMail of(PackedReport report, EmailAddress to, String messageId, Instant now) {
    String boundary = "=_" + report.id();
    String submitter = report.submitter().domain();
    List<Field> fields = new ArrayList<>();
    fields.add(new Field("From", "<" + report.submitter().contact() + ">"));
    fields.add(new Field("To", "<" + to + ">"));
    fields.add(
        new Field(
            "Subject",
            "Report Domain: %s Submitter: %s Report-ID: <%s>"
                .formatted(report.domain(), submitter, report.reportId())));
    fields.add(new Field("Date", DATE.format(now)));
    fields.add(new Field("Message-ID", "<" + messageId + "@" + submitter + ">"));
    fields.add(new Field("TLS-Report-Domain", report.domain()));
    fields.add(new Field("TLS-Report-Submitter", submitter));
    // RFC 8460 §5.3: it goes whatever the TLS of the receiver, whose failures it may be about. RFC
    // 8689 §3 tells it to the hosts on its way, ours the first.
    fields.add(new Field("TLS-Required", "No"));
    // RFC 3834 §5
    fields.add(new Field("Auto-Submitted", "auto-generated"));
    fields.add(new Field("MIME-Version", "1.0"));
    fields.add(
        new Field(
            "Content-Type",
            "multipart/report; report-type=\"tlsrpt\"; boundary=\"" + boundary + "\""));
    return new ReportMail(fields, body(report, boundary));
  }

  private static String body(PackedReport report, String boundary) {
    return String.join(
        "\r\n",
        "--" + boundary,
        "Content-Type: text/plain; charset=us-ascii",
        "",
        "This is the report of %s (RFC 8460)".formatted(report.submitter().domain()),
        "about the TLS of its sessions to hosts of %s".formatted(report.domain()),
        "on %s UTC.".formatted(report.day()),
        "",
        "--" + boundary,
        "Content-Type: " + PackedReport.MEDIA_TYPE,
        "Content-Transfer-Encoding: base64",
        "Content-Disposition: attachment;",
        " filename=\"%s\"".formatted(report.filename()),
        "",
        Base64.getMimeEncoder().encodeToString(report.octets()),
        "--" + boundary + "--",
        "");
  }

  /// @param first fields that go before its own
  byte[] octets(List<Field> first) {
    StringBuilder mail = new StringBuilder();
    first.forEach(mail::append);
    fields.forEach(mail::append);
    return mail.append("\r\n").append(body).toString().getBytes(US_ASCII);
  }
}
