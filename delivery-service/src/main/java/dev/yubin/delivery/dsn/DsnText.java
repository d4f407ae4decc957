package dev.yubin.delivery.dsn;

import dev.yubin.store.outbound.DsnReport;
import dev.yubin.store.outbound.DsnReport.Action;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What a DSN says to people.
record DsnText(Dsn dsn) {

  static String subject(Action gravest) {
    String what =
        switch (gravest) {
          case FAILED -> "Failure";
          case DELAYED -> "Delay";
          case EXPANDED, RELAYED, DELIVERED -> "Success";
        };
    return "Delivery Status Notification (" + what + ")";
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("This is the mail system at " + dsn.hostname() + ".");
    for (Action action : Action.values()) {
      List<DsnReport> reports =
          dsn.reports().stream().filter(report -> report.action() == action).toList();
      if (!reports.isEmpty()) {
        lines.add("");
        lines.add(heading(action));
        reports.forEach(report -> add(report, lines));
      }
    }
    lines.add("");
    lines.add(outlook() + enclosed());
    return lines;
  }

  private static String heading(Action action) {
    return switch (action) {
      case FAILED -> "Your mail could not be delivered to:";
      case DELAYED -> "Your mail could not be delivered yet to:";
      case EXPANDED -> "Your mail goes on to all whom these addresses stand for:";
      case RELAYED -> "Your mail went to hosts that will not tell you more, for:";
      case DELIVERED -> "Your mail was delivered to:";
    };
  }

  private void add(DsnReport report, List<String> lines) {
    lines.add("");
    lines.add("<" + report.recipient() + ">");
    if (report.action() == Action.FAILED || report.action() == Action.DELAYED) {
      String said = report.host() == null ? "" : report.host() + " said: ";
      lines.add(Folding.fold("    ", said + words(dsn, report), "    "));
    }
  }

  private String outlook() {
    return switch (dsn.gravest()) {
      case FAILED -> "It is not tried again. ";
      case DELAYED ->
          dsn.reports().stream()
              .flatMap(report -> Stream.ofNullable(report.retryUntil()))
              .findFirst()
              .map(until -> "It is tried until " + DsnWriter.date(until) + ". ")
              .orElse("It is tried again. ");
      case EXPANDED, RELAYED, DELIVERED -> "";
    };
  }

  private String enclosed() {
    return dsn.whole().isPresent()
        ? "Your mail is the last part of this one."
        : "The header of your mail is the last part of this one.";
  }

  /// What a host says may be in any script; where the DSN has to be ASCII, it becomes that.
  static String words(Dsn dsn, DsnReport report) {
    String words = report.diagnostic();
    return dsn.isInternational() ? words : words.replaceAll("[^\\x20-\\x7E]", "?");
  }
}
