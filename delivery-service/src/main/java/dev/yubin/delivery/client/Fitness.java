package dev.yubin.delivery.client;

import dev.yubin.mail.DeliverBy;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What a host is known to refuse, or must not be given: it is not sent.
///
/// @param verified whether the session is encrypted and the host has proved its name
record Fitness(String host, Capabilities offered, boolean verified) {

  /// Why the host cannot have the mail, for good.
  Optional<Diagnosis> obstacle(Outgoing mail, Instant now) {
    if (!offered.takesSize(mail.size())) {
      // RFC 1870 §6.2: a host that states a limit below the mail's size would refuse it.
      return no("5.3.4", "The mail is larger than the host's limit");
    }
    // RFC 8689 §4.2.1, with its code. A mail without a reverse-path is rather delivered (§5).
    if (mail.parameters().requireTls()
        && mail.reversePath().isPresent()
        && !(verified && offered.has("REQUIRETLS"))) {
      return no(
          "5.7.30", "The mail requires TLS on its whole way, which the host does not promise");
    }
    return mail.parameters().deliverBy().flatMap(by -> late(by, now));
  }

  private Optional<Diagnosis> late(DeliverBy by, Instant now) {
    if (by.mode() != DeliverBy.Mode.RETURN) {
      return Optional.empty();
    }
    if (!offered.has("DELIVERBY")) {
      // RFC 2852 §4.1.4.1, without a code; RFC 3463 §3.4: X.3.3, not capable of what is asked for.
      return no("5.3.3", "The host cannot be told by when the mail must be delivered");
    }
    Duration left = Duration.between(now, by.time());
    return left.toSeconds() < 1 || left.toSeconds() < offered.leastTimeToDeliver()
        // RFC 2852 §4.1.4.1; RFC 3463 §3.5: X.4.7, delivery time expired.
        ? no("5.4.7", "The time that is left is too short for the host to deliver the mail")
        : Optional.empty();
  }

  private Optional<Diagnosis> no(String status, String text) {
    return Optional.of(Diagnosis.own(host, status, text));
  }
}
