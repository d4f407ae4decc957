package dev.yubin.mailbox.imap.command;

import dev.yubin.mailbox.imap.wire.Arguments;
import dev.yubin.mailbox.imap.wire.BadSyntaxException;
import dev.yubin.mailbox.imap.wire.ImapDate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;

/// Dates among arguments.
final class DateTexts {
  private DateTexts() {}

  static Instant dateTime(Arguments in) throws IOException, BadSyntaxException {
    return ImapDate.parseDateTime(new String(in.string(), StandardCharsets.US_ASCII));
  }

  static LocalDate date(Arguments in) throws IOException, BadSyntaxException {
    return ImapDate.parseDate(new String(in.astring(), StandardCharsets.US_ASCII));
  }
}
