package dev.yubin.store.outbound;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.yubin.mail.Body;
import dev.yubin.mail.DeliverBy;
import dev.yubin.mail.EmailAddress;
import dev.yubin.mail.Hold;
import dev.yubin.mail.MailParameters;
import dev.yubin.mail.MailParameters.Returned;
import dev.yubin.mail.OriginalRecipient;
import dev.yubin.mail.Recipient;
import dev.yubin.mail.Recipient.Notify;
import dev.yubin.topic.TopicJson;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a sender asks for beyond delivery, in the form of the column `parameters`. Nearly all mail
/// asks for nothing, which is null there. So is each part that is not asked for.
///
/// @param binary whether the octets are BINARYMIME (RFC 3030 §3): no lines, no limits
/// @param deliverBy in the form of [DeliverBy]
/// @param hold that is over where the mail has gone on
/// @param recipients by forward-path, those of whom something is asked
public record Demands(
    @Nullable Boolean binary,
    @Nullable String envelopeId,
    @Nullable Returned returned,
    @Nullable Boolean requireTls,
    @Nullable String deliverBy,
    @Nullable Hold hold,
    Map<String, OfRecipient> recipients) {

  private static final Demands NONE = new Demands(null, null, null, null, null, null, Map.of());

  public Demands {
    recipients = Map.copyOf(Objects.requireNonNullElse(recipients, Map.of()));
  }

  /// @param original in the form of [OriginalRecipient]
  public record OfRecipient(List<Notify> notifications, @Nullable String original) {
    public OfRecipient {
      notifications = List.copyOf(Objects.requireNonNullElse(notifications, List.of()));
    }
  }

  /// @param recipients of the row
  /// @return null for what asks for nothing
  public static @Nullable String toJson(
      MailParameters parameters, Collection<Recipient> recipients) {
    Demands demands = of(parameters, recipients);
    return demands.equals(NONE) ? null : new String(TopicJson.encode(demands), UTF_8);
  }

  private static Demands of(MailParameters parameters, Collection<Recipient> recipients) {
    Map<String, OfRecipient> asked = new TreeMap<>();
    for (Recipient recipient : recipients) {
      if (!recipient.equals(Recipient.of(recipient.forwardPath()))) {
        String original = recipient.original().map(OriginalRecipient::toString).orElse(null);
        asked.put(
            recipient.forwardPath().toString(),
            new OfRecipient(recipient.notifications().stream().sorted().toList(), original));
      }
    }
    return new Demands(
        parameters.body() == Body.BINARY_MIME ? true : null,
        parameters.envelopeId().orElse(null),
        parameters.returned().orElse(null),
        parameters.requireTls() ? true : null,
        parameters.deliverBy().map(DeliverBy::toString).orElse(null),
        parameters.hold().orElse(null),
        asked);
  }

  /// @param json null for what asks for nothing
  static Demands fromJson(@Nullable String json) {
    return json == null ? NONE : TopicJson.decode(json.getBytes(UTF_8), Demands.class);
  }

  MailParameters parameters(boolean smtpUtf8, int priority) {
    return new MailParameters(
        Boolean.TRUE.equals(binary) ? Body.BINARY_MIME : Body.EIGHT_BIT_MIME,
        smtpUtf8,
        Optional.ofNullable(envelopeId),
        Optional.ofNullable(returned),
        Boolean.TRUE.equals(requireTls),
        Optional.ofNullable(deliverBy).map(DeliverBy::parse),
        Optional.ofNullable(hold),
        priority);
  }

  List<Recipient> recipients(List<String> paths) {
    return paths.stream().map(this::recipient).toList();
  }

  private Recipient recipient(String path) {
    EmailAddress address = EmailAddress.of(path);
    OfRecipient asked = recipients.get(path);
    return asked == null
        ? Recipient.of(address)
        : new Recipient(
            address,
            Set.copyOf(asked.notifications()),
            Optional.ofNullable(asked.original()).map(OriginalRecipient::parse));
  }
}
