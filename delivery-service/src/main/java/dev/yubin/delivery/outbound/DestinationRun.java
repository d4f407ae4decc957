package dev.yubin.delivery.outbound;

import dev.yubin.delivery.client.Diagnosis;
import dev.yubin.delivery.client.Opening;
import dev.yubin.delivery.client.Reason;
import dev.yubin.delivery.client.RecipientOutcome;
import dev.yubin.delivery.client.RemoteHost;
import dev.yubin.delivery.client.SmtpClient;
import dev.yubin.delivery.client.SmtpSession;
import dev.yubin.delivery.client.TlsPolicy;
import dev.yubin.delivery.client.TlsResult;
import dev.yubin.delivery.outbound.Pace.Progress;
import dev.yubin.store.mail.MailContent;
import dev.yubin.store.outbound.OutboundMail;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One attempt for some mails of one destination, or of several that share their host: its hosts in
/// their order, with one session a host for all of them. For one thread, used once; any other may
/// break it off.
final class DestinationRun {
  private static final Logger log = LoggerFactory.getLogger(DestinationRun.class);

  /// RFC 5321 §5.1 wants at least two tried.
  private static final int MAX_HOSTS = 5;

  private static final Diagnosis NOTHING_TRIED =
      Diagnosis.own("", "4.4.1", "No host of the destination could be asked");

  private static final Diagnosis BROKEN_OFF =
      Diagnosis.own("", "4.3.2", "The attempt was broken off: the service was stopped");

  /// What a run works with.
  record Tools(
      Hops hops,
      Sites sites,
      SmtpClient client,
      MailContent content,
      Settler settler,
      TlsOutcomes tls,
      BooleanSupplier stopping) {}

  /// @param untouched mails that it did not come to
  /// @param rest how long the destination is to be left alone
  record Result(List<OutboundMail> untouched, Progress progress, Duration rest) {}

  private final String destination;
  private final List<MailInHand> mails;
  private final Tools tools;
  private final ReadAhead content;
  private final Pace pace = new Pace();
  private final Waiting waiting = new Waiting();
  private final long begunAt = System.nanoTime();

  /// Whether the site may have no more mails for now.
  private boolean throttled;

  DestinationRun(String destination, List<OutboundMail> claimed, Tools tools) {
    this.destination = destination;
    this.mails = claimed.stream().map(MailInHand::new).toList();
    this.tools = tools;
    this.content = new ReadAhead(tools.content(), claimed);
  }

  /// Settles every mail that it has learnt anything about.
  Result run() {
    mails.forEach(tools.settler()::expire);
    tools.settler().suppress(mails);
    switch (tools.hops().of(destination)) {
      case NextHop.None(Diagnosis why) -> mails.forEach(mail -> mail.note(why));
      case NextHop.Hosts hosts -> visit(hosts);
    }
    List<OutboundMail> untouched = new ArrayList<>();
    for (MailInHand mail : mails) {
      if (!mail.isTouched()) {
        untouched.add(mail.claimed());
      } else if (mail.isPending()) {
        Diagnosis unknown = waiting.isBrokenOff() ? BROKEN_OFF : NOTHING_TRIED;
        tools.settler().last(mail, mail.unsettled(unknown));
      }
    }
    return new Result(untouched, pace.progress(), pace.rest(untouched.isEmpty()));
  }

  /// Ends it early. What the hosts have decided by then is settled all the same.
  void breakOff() {
    waiting.breakOff();
  }

  private void visit(NextHop.Hosts hop) {
    switch (tools.sites().visit(hop.site())) {
      case Sites.Answer.Wait(Duration time) -> pace.rest(time);
      case Sites.Answer.Go(Sites.Visit visit) -> {
        try (visit) {
          List<RemoteHost> hosts = inOrder(hop.hosts());
          hosts.forEach(host -> offer(host, visit));
          hosts.forEach(host -> offer(host, visit, MailInHand::mayGoUnprotected));
          if (pace.progress() == Progress.BAD) {
            visit.rest(pace.rest(true));
          }
        }
      }
    }
  }

  /// Of hosts that are as good as each other, those first that a session is open to.
  private List<RemoteHost> inOrder(List<RemoteHost> hosts) {
    return hosts.stream()
        .limit(MAX_HOSTS)
        .sorted(
            Comparator.comparingInt(RemoteHost::preference)
                .thenComparing(host -> !tools.client().hasWarm(host)))
        .toList();
  }

  private void offer(RemoteHost host, Sites.Visit visit) {
    offer(host, visit, MailInHand::ordinary);
    offer(host.requiringTls(), visit, MailInHand::requiresTls);
  }

  private void offer(RemoteHost host, Sites.Visit visit, Predicate<MailInHand> which) {
    List<MailInHand> toSend =
        mails.stream().filter(mail -> which.test(mail) && !mail.toSend().isEmpty()).toList();
    if (toSend.isEmpty() || isToEnd()) {
      return;
    }
    switch (waiting.open(() -> tools.client().open(host))) {
      case Opening.Unreachable _ when waiting.isBrokenOff() -> {}
      case Opening.Unreachable(Diagnosis why) -> {
        tell(host, why);
        if (why.isOfTls()) {
          report(host, why.tls(), toSend);
        }
        pace.take(why);
        toSend.forEach(mail -> mail.unreachable(host, why));
        if (why.isOfTls() && host.tls().canBeWaived()) {
          // RFC 8689 §4.2.2: rather in the clear than not at all.
          RemoteHost unprotected = host.with(TlsPolicy.OPPORTUNISTIC);
          offer(unprotected, visit, mail -> which.test(mail) && waivesTls(mail));
        }
      }
      case Opening.Opened(SmtpSession session) -> {
        report(host, session.tls(), toSend);
        List<MailInHand> left = toSend;
        waiting.talk(session);
        try {
          left = send(session, visit, toSend);
        } finally {
          tools.client().giveBack(host, session);
          waiting.talk(null);
        }
        if (session.isSpent()) {
          offer(host, visit, left::contains);
        }
      }
    }
  }

  /// Whether nothing more is to be sent in this run.
  private boolean isToEnd() {
    return throttled || hasTakenLong() || tools.stopping().getAsBoolean();
  }

  /// A host that takes its time at every step holds the slot no longer.
  private boolean hasTakenLong() {
    if (System.nanoTime() - begunAt <= tools.client().total().toNanos()) {
      return false;
    }
    pace.farewell();
    return true;
  }

  private void tell(RemoteHost host, Diagnosis why) {
    log.info(
        "event=host-unreachable destination={} host={} status={} kind={} tls={} reason={}",
        destination,
        host.name(),
        why.status(),
        Reason.of(why).keyword(),
        why.tls(),
        why.text());
  }

  private void report(RemoteHost host, @Nullable TlsResult result, List<MailInHand> mails) {
    if (result != null) {
      String reversePath = mails.getFirst().claimed().reversePath();
      tools.tls().take(new TlsOutcomes.Session(destination, host, result, reversePath));
    }
  }

  private boolean waivesTls(MailInHand mail) {
    return TlsWaiver.stands(content.open(mail.claimed()));
  }

  /// @return the mails that the session did not come to
  private List<MailInHand> send(SmtpSession session, Sites.Visit visit, List<MailInHand> toSend) {
    List<List<MailInHand>> left = MailInHand.together(toSend);
    while (!left.isEmpty() && maySend(session, visit)) {
      send(session, left.getFirst());
      left = left.subList(1, left.size());
    }
    return left.stream().flatMap(List::stream).toList();
  }

  private boolean maySend(SmtpSession session, Sites.Visit visit) {
    if (session.isSpent() || isToEnd()) {
      return false;
    }
    if (!session.isOpen()) {
      pace.farewell();
      return false;
    }
    Duration wait = visit.next();
    if (wait.isPositive()) {
      throttled = true;
      pace.rest(wait);
    }
    return !throttled;
  }

  private void send(SmtpSession session, List<MailInHand> same) {
    OutboundMail mail = same.getFirst().claimed();
    List<RecipientOutcome> outcomes =
        session.send(MailInHand.outgoing(same, () -> content.open(mail))).stream()
            .filter(outcome -> !waiting.isBrokenOff() || isOfHost(outcome))
            .toList();
    pace.take(outcomes);
    same.forEach(one -> take(session, one, one.its(outcomes)));
  }

  private void take(SmtpSession session, MailInHand mail, List<RecipientOutcome> outcomes) {
    mail.take(session, outcomes);
    List<RecipientOutcome> decided =
        outcomes.stream().filter(o -> !(o instanceof RecipientOutcome.Deferred)).toList();
    if (!decided.isEmpty()) {
      // At once: what is relayed and not written down would be relayed again after a crash.
      tools.settler().interim(mail, decided);
    }
  }

  /// Whether it says something of the host, and not only that we left it.
  private static boolean isOfHost(RecipientOutcome outcome) {
    return !(outcome instanceof RecipientOutcome.Deferred deferred)
        || deferred.handedOver()
        || deferred.diagnosis().reply();
  }
}
