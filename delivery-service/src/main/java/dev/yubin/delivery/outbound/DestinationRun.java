package dev.yubin.delivery.outbound;

import dev.yubin.delivery.client.Diagnosis;
import dev.yubin.delivery.client.Opening;
import dev.yubin.delivery.client.RecipientOutcome;
import dev.yubin.delivery.client.RemoteHost;
import dev.yubin.delivery.client.SmtpClient;
import dev.yubin.delivery.client.SmtpSession;
import dev.yubin.delivery.client.TlsPolicy;
import dev.yubin.store.mail.MailContent;
import dev.yubin.store.outbound.OutboundMail;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One attempt for some mails of one destination: its hosts in their order, with one session a host
/// for all of them. For one thread, used once.
final class DestinationRun {
  private static final Logger log = LoggerFactory.getLogger(DestinationRun.class);

  /// RFC 5321 §5.1 wants at least two tried.
  private static final int MAX_HOSTS = 5;

  private static final Diagnosis NOTHING_TRIED =
      Diagnosis.own("", "4.4.1", "No host of the destination could be asked");

  /// What a run works with.
  record Tools(
      Hops hops,
      SmtpClient client,
      MailContent content,
      Settler settler,
      BooleanSupplier stopping) {}

  private final String destination;
  private final List<MailInHand> mails;
  private final Tools tools;

  DestinationRun(String destination, List<OutboundMail> claimed, Tools tools) {
    this.destination = destination;
    this.mails = claimed.stream().map(MailInHand::new).toList();
    this.tools = tools;
  }

  /// Settles every mail that it has learnt anything about.
  ///
  /// @return the mails that it did not come to
  List<OutboundMail> run() {
    mails.forEach(tools.settler()::expire);
    switch (tools.hops().of(destination)) {
      case NextHop.None(Diagnosis why) -> mails.forEach(mail -> mail.note(why));
      case NextHop.Hosts(List<RemoteHost> hosts) ->
          hosts.stream().limit(MAX_HOSTS).forEach(this::offer);
    }
    List<OutboundMail> untouched = new ArrayList<>();
    for (MailInHand mail : mails) {
      if (!mail.isTouched()) {
        untouched.add(mail.claimed());
      } else if (mail.isPending()) {
        tools.settler().last(mail, mail.unsettled(NOTHING_TRIED));
      }
    }
    return untouched;
  }

  private void offer(RemoteHost host) {
    offer(host, MailInHand::ordinary);
    offer(host.requiringTls(), MailInHand::requiresTls);
  }

  private void offer(RemoteHost host, Predicate<MailInHand> which) {
    List<MailInHand> toSend =
        mails.stream().filter(mail -> which.test(mail) && !mail.toSend().isEmpty()).toList();
    if (toSend.isEmpty() || tools.stopping().getAsBoolean()) {
      return;
    }
    switch (tools.client().open(host)) {
      case Opening.Unreachable(Diagnosis why) -> {
        log.info(
            "event=host-unreachable destination={} host={} status={} tls={} reason={}",
            destination,
            host.name(),
            why.status(),
            why.tls(),
            why.text());
        toSend.forEach(mail -> mail.note(why));
        if (why.isOfTls() && host.tls().canBeWaived()) {
          // RFC 8689 §4.2.2: rather in the clear than not at all.
          offer(host.with(TlsPolicy.OPPORTUNISTIC), mail -> which.test(mail) && waivesTls(mail));
        }
      }
      case Opening.Opened(SmtpSession session) -> {
        try (session) {
          send(session, toSend);
        }
      }
    }
  }

  private boolean waivesTls(MailInHand mail) {
    return TlsWaiver.stands(tools.content().open(mail.claimed().mail()));
  }

  private void send(SmtpSession session, List<MailInHand> toSend) {
    for (MailInHand mail : toSend) {
      if (!session.isOpen() || tools.stopping().getAsBoolean()) {
        return;
      }
      List<RecipientOutcome> outcomes =
          session.send(mail.outgoing(() -> tools.content().open(mail.claimed().mail())));
      mail.take(outcomes);
      List<RecipientOutcome> decided =
          outcomes.stream().filter(o -> !(o instanceof RecipientOutcome.Deferred)).toList();
      if (!decided.isEmpty()) {
        // At once: what is relayed and not written down would be relayed again after a crash.
        tools.settler().interim(mail, decided);
      }
    }
  }
}
