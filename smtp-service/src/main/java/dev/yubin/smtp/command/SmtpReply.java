package dev.yubin.smtp.command;

import java.util.List;

/// What a client is told: RFC 5321 §4.2, with the enhanced status code of RFC 2034.
///
/// @param code three digits
/// @param enhanced `class.subject.detail` of RFC 3463, empty where RFC 2034 §3 has none: in the
///     greeting, the answers to EHLO and HELO, and intermediate replies
/// @param lines text, at least one line, without line ends
public record SmtpReply(int code, String enhanced, List<String> lines) {
  public SmtpReply {
    lines = List.copyOf(lines);
  }

  public static SmtpReply of(int code, String enhanced, String text) {
    return new SmtpReply(code, enhanced, List.of(text));
  }

  /// RFC 5321 §4.1.1.11: a parameter that is not known, or not here.
  public static SmtpReply notImplemented(String keyword) {
    return of(555, "5.5.4", "Parameter " + keyword + " is not implemented");
  }

  /// Whether the client has to do something else, now (5yz) or later (4yz).
  public boolean isFailure() {
    return code >= 400;
  }

  public boolean isPermanentFailure() {
    return code >= 500;
  }

  /// RFC 5321 §4.2.1: all lines but the last have a hyphen after the code.
  public String toWire() {
    StringBuilder wire = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      wire.append(code).append(i < lines.size() - 1 ? '-' : ' ');
      if (!enhanced.isEmpty()) {
        wire.append(enhanced).append(' ');
      }
      wire.append(lines.get(i)).append("\r\n");
    }
    return wire.toString();
  }
}
