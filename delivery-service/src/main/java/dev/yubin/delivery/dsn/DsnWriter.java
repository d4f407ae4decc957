package dev.yubin.delivery.dsn;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.yubin.mime.HeaderFields;
import dev.yubin.store.outbound.DsnReport;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Writes a DSN as a mail: multipart/report (RFC 6522) of a text, a delivery-status (RFC 3464) and
/// the mail that it is about or its header. For one DSN.
final class DsnWriter {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  /// A msg-id that is safe to repeat.
  private static final Pattern MESSAGE_ID = Pattern.compile("<[!-;=?-~]{1,250}>");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Dsn dsn;
  private final String boundary;

  private DsnWriter(Dsn dsn) {
    this.dsn = dsn;
    this.boundary = "=_" + dsn.id();
  }

  static byte[] write(Dsn dsn) {
    DsnWriter writer = new DsnWriter(dsn);
    writer.header();
    writer.text();
    writer.status();
    writer.original();
    return writer.out.toByteArray();
  }

  private void header() {
    line("From: Mail Delivery System <MAILER-DAEMON@" + dsn.hostname() + ">");
    line("To: <" + dsn.to() + ">");
    line("Subject: " + DsnText.subject(dsn.gravest()));
    line("Date: " + date(dsn.at()));
    line("Message-ID: <" + dsn.id() + "@" + dsn.hostname() + ">");
    // RFC 3834 §3.1.5: an automatic answer says what it answers.
    new HeaderFields(dsn.header()).first("Message-ID").ifPresent(this::inReplyTo);
    // RFC 3834 §5
    line("Auto-Submitted: auto-replied");
    line("MIME-Version: 1.0");
    line("Content-Type: multipart/report; report-type=delivery-status;");
    line("\tboundary=\"" + boundary + "\"");
    line("");
  }

  private void inReplyTo(String field) {
    Matcher id = MESSAGE_ID.matcher(field.strip());
    if (id.matches()) {
      line("In-Reply-To: " + id.group());
      line("References: " + id.group());
    }
  }

  private void text() {
    part("text/plain; charset=utf-8", dsn.isInternational());
    new DsnText(dsn).lines().forEach(this::line);
    line("");
  }

  private void status() {
    boolean international = dsn.isInternational();
    // RFC 6533 §4 for addresses outside ASCII.
    part(
        international ? "message/global-delivery-status" : "message/delivery-status",
        international);
    dsn.asked().envelopeId().ifPresent(id -> line("Original-Envelope-Id: " + oneLine(id)));
    line("Reporting-MTA: dns; " + dsn.hostname());
    line("Arrival-Date: " + date(dsn.acceptedAt()));
    // RFC 2852 §5
    dsn.asked().deliverBy().ifPresent(by -> line("Deliver-By-Date: " + date(by.time())));
    // RFC 4865 §5.1.2
    dsn.asked()
        .hold()
        .ifPresent(hold -> line("Future-Release-Request: " + oneLine(hold.request())));
    for (DsnReport report : dsn.reports()) {
      line("");
      status(report, international ? "utf-8" : "rfc822");
    }
    line("");
  }

  private void status(DsnReport report, String addressType) {
    if (report.original() != null) {
      // RFC 3464 §2.3.1: as the sender wrote it.
      line("Original-Recipient: " + oneLine(report.original()).replaceFirst(";", "; "));
    }
    line("Final-Recipient: " + addressType + "; " + report.recipient());
    line("Action: " + report.action().name().toLowerCase(Locale.ROOT));
    line("Status: " + report.status());
    if (report.host() != null) {
      line("Remote-MTA: dns; " + report.host());
    }
    // RFC 3464 §2.3.6: what is no reply has a type of its own.
    String type = report.host() == null ? "x-yubin; " : "smtp; ";
    line(Folding.fold("Diagnostic-Code: ", type + DsnText.words(dsn, report), " "));
    line("Last-Attempt-Date: " + date(dsn.at()));
    if (report.retryUntil() != null) {
      line("Will-Retry-Until: " + date(report.retryUntil()));
    }
  }

  private void original() {
    boolean international = dsn.isInternational();
    if (dsn.whole().isPresent()) {
      byte[] whole = dsn.whole().get();
      // RFC 6532 §3.7: a header outside ASCII is none of message/rfc822.
      boolean global = international || Octets.hasEighthBit(dsn.header());
      part(global ? "message/global" : "message/rfc822", Octets.hasEighthBit(whole));
      out.writeBytes(whole);
    } else {
      part(
          international ? "message/global-headers" : "text/rfc822-headers",
          Octets.hasEighthBit(dsn.header()));
      out.writeBytes(dsn.header());
    }
    line("");
    line("--" + boundary + "--");
  }

  private void part(String type, boolean eightBit) {
    line("--" + boundary);
    line("Content-Type: " + type);
    line("Content-Transfer-Encoding: " + (eightBit ? "8bit" : "7bit"));
    line("");
  }

  /// What a sender said adds no field of its own.
  private static String oneLine(String said) {
    return said.replaceAll("\\p{Cntrl}", "?");
  }

  static String date(Instant instant) {
    return DATE.format(instant);
  }

  private void line(String text) {
    out.writeBytes((text + "\r\n").getBytes(UTF_8));
  }
}
