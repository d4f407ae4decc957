package dev.yubin.smtp.content;

import dev.yubin.smtp.command.SmtpReply;

/// Why a mail whose octets have arrived is refused. The first in this order is what its sender is
/// told.
public enum Flaw {
  /// A CR or LF that stood alone, or a NUL. RFC 5321 §2.3.8 and §4.1.1.4: another server may
  /// take it for a line end, and the text after it for commands.
  BARE_LINE_END(550, "5.6.11", "Bare CR, bare LF or NUL in the mail"),

  /// RFC 1870 §6.3.
  TOO_LARGE(552, "5.3.4", "Mail is larger than is accepted here"),

  /// Read into memory as a whole, so it is bounded (RFC 5321 §7.8).
  LARGE_HEADER(552, "5.3.4", "The header is larger than 256 KiB or 2,000 fields"),

  /// RFC 5321 §4.5.3.1.6, with the code of §4.5.3.1.9.
  LONG_LINE(500, "5.5.2", "A line of the mail is longer than 1,000 octets"),

  /// RFC 5321 §6.3.
  LOOP(554, "5.4.6", "Too many Received fields: the mail goes in circles"),

  /// RFC 3463 §3.4: X.3.1, mail system full.
  NO_MEMORY(452, "4.3.1", "Too much mail arrives at this time, try again later");

  private final SmtpReply reply;

  Flaw(int code, String enhanced, String text) {
    this.reply = SmtpReply.of(code, enhanced, text);
  }

  public SmtpReply reply() {
    return reply;
  }
}
