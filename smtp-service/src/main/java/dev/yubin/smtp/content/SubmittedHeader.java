package dev.yubin.smtp.content;

import dev.yubin.mail.MailId;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// What a submission server makes of a header (RFC 6409 §8): Date and Message-ID where they are
/// missing, and no Bcc, as whom it names is not for the others to know.
///
/// @param hostname ours
public record SubmittedHeader(String hostname, InstantSource clock) {

  public MailHeader of(MailHeader received, MailId id) {
    List<HeaderField> kept = new ArrayList<>();
    if (received.count("Date") == 0) {
      kept.add(HeaderField.of("Date: " + TraceField.date(clock.instant()) + "\r\n"));
    }
    if (received.count("Message-ID") == 0) {
      kept.add(HeaderField.of("Message-ID: <" + id + "@" + hostname + ">\r\n"));
    }
    received.fields().stream().filter(field -> !isBlindCopy(field)).forEach(kept::add);
    return new MailHeader(kept);
  }

  private static boolean isBlindCopy(HeaderField field) {
    return field.isNamed("Bcc") || field.isNamed("Resent-Bcc");
  }
}
