package dev.yubin.delivery.outbound;

import dev.yubin.delivery.client.Diagnosis;
import dev.yubin.delivery.client.Encryption;
import dev.yubin.delivery.client.RecipientOutcome;
import dev.yubin.delivery.client.TlsResult;
import dev.yubin.delivery.outbound.MailInHand.Tried;
import dev.yubin.store.trace.TraceStep;
import dev.yubin.store.trace.TraceStep.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the trace says of an attempt: what each recipient was told, and before it the hosts that
/// said something else.
record AttemptSteps(MailInHand mail) {

  List<TraceStep> of(List<RecipientOutcome> outcomes) {
    Set<String> told =
        outcomes.stream().map(outcome -> outcome.diagnosis().host()).collect(Collectors.toSet());
    List<TraceStep> steps = new ArrayList<>();
    mail.takeUntold(told)
        .forEach(why -> steps.add(step(Kind.TRIED, mail.claimed().destination(), why)));
    outcomes.forEach(
        outcome ->
            steps.add(step(kind(outcome), outcome.recipient().toString(), outcome.diagnosis())));
    return steps;
  }

  private static Kind kind(RecipientOutcome outcome) {
    return switch (outcome) {
      case RecipientOutcome.Relayed _ -> Kind.RELAYED;
      case RecipientOutcome.Deferred _ -> Kind.DEFERRED;
      case RecipientOutcome.Failed _ -> Kind.BOUNCED;
    };
  }

  private TraceStep step(Kind kind, String address, Diagnosis why) {
    Tried host = mail.tried().get(why.host());
    return new TraceStep(
        kind,
        address,
        why.host().isEmpty() ? null : why.host(),
        host == null ? null : host.address(),
        tls(why.tls()),
        why.status(),
        why.text());
  }

  private static @Nullable String tls(@Nullable TlsResult tls) {
    return tls == null ? null : tls.encryption().map(Encryption::toString).orElse(null);
  }
}
