package dev.yubin.delivery.arrival;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.delivery.routing.Route;
import dev.yubin.mail.AcceptedMail;
import dev.yubin.mail.Body;
import dev.yubin.mail.EmailAddress;
import dev.yubin.mail.Envelope;
import dev.yubin.mail.MailId;
import dev.yubin.mail.MailParameters;
import dev.yubin.mail.OriginalRecipient;
import dev.yubin.mail.Recipient;
import dev.yubin.mail.Recipient.Notify;
import dev.yubin.store.arrival.Dispatch;
import dev.yubin.store.outbound.DsnReport;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EndsTest {
  private static final EmailAddress DAVE = EmailAddress.of("dave@elsewhere.test");
  private static final Route TO_DAVE = new Route.Remote(DAVE);
  private static final Route TO_ALICE = new Route.Local(1, "alice@example.test");

  private static final Optional<EmailAddress> CAROL =
      Optional.of(EmailAddress.of("carol@third.test"));

  private final Ends ends = new Ends();

  @Test
  void asksNothingOfOthersThatNobodyAskedOfUs() {
    ends.add(recipient("one@example.test"), Set.of(TO_DAVE), CAROL);
    ends.add(recipient("two@example.test"), Set.of(TO_DAVE), CAROL);
    assertThat(remotes()).containsExactly(Recipient.of(DAVE));
  }

  @Test
  void tellsWhoeverOfTwoWantsToHearOfTheOneTheyStandFor() {
    ends.add(recipient("one@example.test", Notify.NEVER), Set.of(TO_DAVE), CAROL);
    ends.add(recipient("two@example.test"), Set.of(TO_DAVE), CAROL);
    ends.add(recipient("three@example.test", Notify.SUCCESS), Set.of(TO_DAVE), CAROL);
    assertThat(remotes())
        .extracting(Recipient::notifications)
        .containsExactly(Set.of(Notify.SUCCESS, Notify.FAILURE));
  }

  @Test
  void keepsTheNameThatTheSenderKnows() {
    // RFC 3461 §5.2.7.2
    Optional<OriginalRecipient> original =
        Optional.of(new OriginalRecipient("rfc822", "alias@example.test"));
    ends.add(
        new Recipient(EmailAddress.of("alias@example.test"), Set.of(Notify.SUCCESS), original),
        Set.of(TO_DAVE),
        CAROL);
    assertThat(remotes()).containsExactly(new Recipient(DAVE, Set.of(Notify.SUCCESS), original));
    assertThat(reports()).isEmpty();
  }

  @Test
  void tellsOfAnAliasOfSeveralThatItWasExpanded() {
    // RFC 3461 §5.2.7.3
    ends.add(
        recipient("all@example.test", Notify.SUCCESS, Notify.FAILURE),
        Set.of(TO_DAVE, TO_ALICE),
        CAROL);
    assertThat(reports()).containsExactly(DsnReport.Action.EXPANDED);
    assertThat(remotes())
        .extracting(Recipient::notifications)
        .containsExactly(Set.of(Notify.FAILURE));
  }

  @Test
  void tellsOfAMailboxOnlyWhereItIsAskedFor() {
    // RFC 3461 §5.2.3
    ends.add(recipient("alice@example.test", Notify.FAILURE), Set.of(TO_ALICE), CAROL);
    assertThat(reports()).isEmpty();
    ends.add(recipient("alice@example.test", Notify.SUCCESS), Set.of(TO_ALICE), CAROL);
    assertThat(reports()).containsExactly(DsnReport.Action.DELIVERED);
  }

  private static Recipient recipient(String address, Notify... notify) {
    return new Recipient(EmailAddress.of(address), Set.of(notify), Optional.empty());
  }

  private List<Recipient> remotes() {
    return dispatch().remotes().stream().flatMap(remote -> remote.recipients().stream()).toList();
  }

  private List<DsnReport.Action> reports() {
    return dispatch().reports().stream().map(DsnReport::action).toList();
  }

  private Dispatch dispatch() {
    Envelope envelope =
        new Envelope(
            Optional.empty(),
            MailParameters.of(Body.SEVEN_BIT, false),
            List.of(recipient("one@example.test")));
    return ends.of(new AcceptedMail(MailId.create(), envelope, Suite.ingress(), 0, 0)).dispatch();
  }
}
