package dev.yubin.store.outbound;

import dev.yubin.store.outbound.DsnReport.Action;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Giving a mail up that waits, without an attempt.
public final class Bounce {
  private Bounce() {}

  /// Owes its sender a DSN of all recipients that are not settled, within the transaction of the
  /// caller, who holds the row.
  ///
  /// @param row of `outbound`
  /// @param status an enhanced status code (RFC 3463)
  /// @param words for the sender
  public static void owe(JdbcClient jdbc, long row, String status, String words) {
    OutboundMail mail =
        jdbc.sql(
                "select o.*, m.size from outbound o join mail m on m.id = o.mail_id where o.id = ?")
            .param(row)
            .query(OutboundQueue::outboundMail)
            .single();
    List<DsnReport> reports =
        mail.recipients().stream()
            .filter(recipient -> Action.FAILED.isWanted(recipient.notifications()))
            .map(recipient -> DsnReport.own(Action.FAILED, recipient, status, words))
            .toList();
    // RFC 5321 §4.5.5: nobody is told about mail that has no reverse-path.
    if (!reports.isEmpty() && !mail.reversePath().isEmpty()) {
      SettlementRows.addDsn(jdbc, mail, reports);
    }
  }
}
