package dev.yubin.delivery.trace;

import dev.yubin.admin.Problem;
import dev.yubin.mail.MailId;
import dev.yubin.store.trace.Traces;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Tells what became of mails.
@RestController
@RequestMapping("/api/v1/traces")
class TraceController {
  private static final int MAX_LIMIT = 100;
  private static final int MAX_WANTED = 1_000;
  private static final Pattern MAIL_ID =
      Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private final Traces traces;

  TraceController(Traces traces) {
    this.traces = traces;
  }

  /// @param steps in their order
  record Trace(String mail, List<StepView> steps) {}

  /// @param of a mail id, a Message-ID with or without `<` and `>`, or an address of a sender or
  ///     recipient
  /// @param limit how many mails at most; the latest come first
  @GetMapping
  List<Trace> of(@RequestParam String of, @RequestParam(defaultValue = "20") int limit) {
    String wanted = of.strip();
    if (wanted.isEmpty() || wanted.length() > MAX_WANTED) {
      throw Problem.invalid("of: must be a mail id, a Message-ID or an address");
    }
    if (limit < 1 || limit > MAX_LIMIT) {
      throw Problem.invalid("limit: must be between 1 and " + MAX_LIMIT);
    }
    return mails(wanted, limit).stream()
        .limit(limit)
        .map(id -> new Trace(id.toString(), traces.of(id).stream().map(StepView::of).toList()))
        .filter(trace -> !trace.steps().isEmpty())
        .toList();
  }

  private Set<MailId> mails(String wanted, int limit) {
    if (MAIL_ID.matcher(wanted).matches()) {
      return Set.of(MailId.parse(wanted));
    }
    if (wanted.startsWith("<") && wanted.endsWith(">")) {
      return new LinkedHashSet<>(
          traces.byMessageId(wanted.substring(1, wanted.length() - 1), limit));
    }
    // They look alike, RFC 5322 §3.6.4: msg-ids are made in the form of addresses.
    Set<MailId> found = new LinkedHashSet<>(traces.byMessageId(wanted, limit));
    found.addAll(traces.byAddress(wanted, limit));
    return found;
  }
}
