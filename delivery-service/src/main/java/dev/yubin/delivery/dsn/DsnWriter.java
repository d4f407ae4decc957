package dev.yubin.delivery.dsn;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.yubin.mime.HeaderFields;
import dev.yubin.store.outbound.DsnFailure;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Writes a DSN as a mail: multipart/report (RFC 3462) of a text, a delivery-status (RFC 3464) and
/// the header of the mail that failed. For one DSN.
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
    writer.originalHeader();
    return writer.out.toByteArray();
  }

  private void header() {
    line("From: Mail Delivery System <MAILER-DAEMON@" + dsn.hostname() + ">");
    line("To: <" + dsn.to() + ">");
    line("Subject: Delivery Status Notification (Failure)");
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
    line("This is the mail system at " + dsn.hostname() + ".");
    line("");
    line("Your mail could not be delivered to:");
    for (DsnFailure failure : dsn.failures()) {
      line("");
      line("<" + failure.recipient() + ">");
      String said = failure.host() == null ? "" : failure.host() + " said: ";
      line(Folding.fold("    ", said + words(failure), "    "));
    }
    line("");
    line("It is not tried again. The header of your mail is the last part of this one.");
    line("");
  }

  private void status() {
    boolean international = dsn.isInternational();
    // RFC 6533 §4 for addresses outside ASCII.
    part(
        international ? "message/global-delivery-status" : "message/delivery-status",
        international);
    line("Reporting-MTA: dns; " + dsn.hostname());
    line("Arrival-Date: " + date(dsn.acceptedAt()));
    for (DsnFailure failure : dsn.failures()) {
      line("");
      line("Final-Recipient: " + (international ? "utf-8" : "rfc822") + "; " + failure.recipient());
      line("Action: failed");
      line("Status: " + failure.status());
      if (failure.host() != null) {
        line("Remote-MTA: dns; " + failure.host());
      }
      // RFC 3464 §2.3.6: what is no reply has a type of its own.
      String type = failure.host() == null ? "x-yubin; " : "smtp; ";
      line(Folding.fold("Diagnostic-Code: ", type + words(failure), " "));
      line("Last-Attempt-Date: " + date(dsn.at()));
    }
    line("");
  }

  private void originalHeader() {
    part(
        dsn.isInternational() ? "message/global-headers" : "text/rfc822-headers",
        Octets.hasEighthBit(dsn.header()));
    out.writeBytes(dsn.header());
    line("");
    line("--" + boundary + "--");
  }

  private void part(String type, boolean eightBit) {
    line("--" + boundary);
    line("Content-Type: " + type);
    line("Content-Transfer-Encoding: " + (eightBit ? "8bit" : "7bit"));
    line("");
  }

  /// What a host says may be in any script; where the DSN has to be ASCII, it becomes that.
  private String words(DsnFailure failure) {
    String words = failure.diagnostic();
    return dsn.isInternational() ? words : words.replaceAll("[^\\x20-\\x7E]", "?");
  }

  private static String date(Instant instant) {
    return DATE.format(instant);
  }

  private void line(String text) {
    out.writeBytes((text + "\r\n").getBytes(UTF_8));
  }
}
