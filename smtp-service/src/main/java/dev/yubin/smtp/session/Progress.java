package dev.yubin.smtp.session;

import dev.yubin.smtp.command.Auth;
import dev.yubin.smtp.command.Bdat;
import dev.yubin.smtp.command.Data;
import dev.yubin.smtp.command.Expn;
import dev.yubin.smtp.command.Foreign;
import dev.yubin.smtp.command.Hello;
import dev.yubin.smtp.command.Help;
import dev.yubin.smtp.command.MailFrom;
import dev.yubin.smtp.command.Noop;
import dev.yubin.smtp.command.Quit;
import dev.yubin.smtp.command.RcptTo;
import dev.yubin.smtp.command.Rejected;
import dev.yubin.smtp.command.Rset;
import dev.yubin.smtp.command.SmtpCommand;
import dev.yubin.smtp.command.StartTls;
import dev.yubin.smtp.command.Vrfy;

/// Counts the commands of a session that are right, and lead nowhere. RFC 5321 §7.8: a server may
/// defend itself against clients that only hold its resources.
final class Progress {
  private final int maxIdle;
  private int idle;

  /// @param maxIdle idle commands between two mails
  Progress(int maxIdle) {
    this.maxIdle = maxIdle;
  }

  /// @return false when the client has said nothing of worth for too long
  boolean allows(SmtpCommand command) {
    if (isIdle(command)) {
      idle++;
    }
    return idle <= maxIdle;
  }

  void mailAccepted() {
    idle = 0;
  }

  private static boolean isIdle(SmtpCommand command) {
    return switch (command) {
      case Noop n -> true;
      case Rset r -> true;
      case Vrfy v -> true;
      case Expn e -> true;
      case Help h -> true;
      case Hello h -> true;
      case Bdat bdat -> bdat.size() == 0 && !bdat.last();
      // Errors are counted elsewhere; a transaction ends with a mail, an error or RSET.
      case Auth a -> false;
      case Data d -> false;
      case Foreign f -> false;
      case MailFrom m -> false;
      case Quit q -> false;
      case RcptTo r -> false;
      case Rejected r -> false;
      case StartTls s -> false;
    };
  }
}
