package dev.yubin.mail;

import dev.yubin.mail.MailParameters.Returned;
import dev.yubin.mail.Recipient.Notify;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The envelope in the headers of a record. What the sender did not ask for has none.
record EnvelopeHeaders(HeaderTexts texts) {
  private static final String REVERSE_PATH = "yubin-reverse-path";
  private static final String RECIPIENT = "yubin-recipient";

  /// Where any recipient has parameters, one a recipient in their order:
  /// `SUCCESS,DELAY rfc822;a@b`.
  private static final String RECIPIENT_PARAMETERS = "yubin-recipient-parameters";

  private static final String BODY = "yubin-body";
  private static final String SMTPUTF8 = "yubin-smtputf8";
  private static final String ENVELOPE_ID = "yubin-envid";
  private static final String RETURNED = "yubin-ret";
  private static final String REQUIRE_TLS = "yubin-requiretls";
  private static final String DELIVER_BY = "yubin-deliver-by";
  private static final String HELD_UNTIL = "yubin-held-until";
  private static final String HOLD = "yubin-hold";
  private static final String PRIORITY = "yubin-priority";

  void write(Envelope envelope) {
    writePaths(envelope);
    writeParameters(envelope.parameters());
  }

  private void writePaths(Envelope envelope) {
    texts.add(REVERSE_PATH, envelope.reversePath().map(EmailAddress::toString).orElse(""));
    envelope.forwardPaths().forEach(path -> texts.add(RECIPIENT, path.toString()));
    if (envelope.recipients().stream()
        .map(EnvelopeHeaders::parameters)
        .anyMatch(p -> !p.isBlank())) {
      envelope.recipients().forEach(r -> texts.add(RECIPIENT_PARAMETERS, parameters(r)));
    }
  }

  private static String parameters(Recipient recipient) {
    return recipient.notifications().stream()
            .sorted()
            .map(Notify::name)
            .collect(Collectors.joining(","))
        + " "
        + recipient.original().map(OriginalRecipient::toString).orElse("");
  }

  private void writeParameters(MailParameters parameters) {
    texts.add(BODY, parameters.body().keyword());
    texts.add(SMTPUTF8, Boolean.toString(parameters.smtpUtf8()));
    parameters.envelopeId().ifPresent(id -> texts.add(ENVELOPE_ID, id));
    parameters.returned().ifPresent(returned -> texts.add(RETURNED, returned.name()));
    if (parameters.requireTls()) {
      texts.add(REQUIRE_TLS, "true");
    }
    parameters.deliverBy().ifPresent(by -> texts.add(DELIVER_BY, by.toString()));
    parameters
        .hold()
        .ifPresent(
            hold -> {
              texts.add(HELD_UNTIL, hold.until().toString());
              texts.add(HOLD, hold.request());
            });
    if (parameters.priority() != 0) {
      texts.add(PRIORITY, Integer.toString(parameters.priority()));
    }
  }

  Envelope read() {
    String reversePath = texts.required(REVERSE_PATH);
    return new Envelope(
        reversePath.isEmpty() ? Optional.empty() : Optional.of(EmailAddress.of(reversePath)),
        readParameters(),
        readRecipients());
  }

  private List<Recipient> readRecipients() {
    List<EmailAddress> paths = texts.all(RECIPIENT).stream().map(EmailAddress::of).toList();
    List<String> parameters = texts.all(RECIPIENT_PARAMETERS);
    if (parameters.isEmpty()) {
      return paths.stream().map(Recipient::of).toList();
    }
    if (parameters.size() != paths.size()) {
      throw new IllegalArgumentException("Not one " + RECIPIENT_PARAMETERS + " a recipient");
    }
    List<Recipient> recipients = new ArrayList<>();
    for (int i = 0; i < paths.size(); i++) {
      recipients.add(recipient(paths.get(i), parameters.get(i)));
    }
    return recipients;
  }

  private static Recipient recipient(EmailAddress path, String parameters) {
    String[] words = parameters.split(" ", 2);
    Set<Notify> notifications =
        Arrays.stream(words[0].split(","))
            .filter(word -> !word.isEmpty())
            .map(word -> HeaderTexts.constant(RECIPIENT_PARAMETERS, word, Notify.class))
            .collect(Collectors.toSet());
    Optional<OriginalRecipient> original =
        words.length < 2 || words[1].isEmpty()
            ? Optional.empty()
            : Optional.of(OriginalRecipient.parse(words[1]));
    return new Recipient(path, notifications, original);
  }

  /// Records of an earlier release have the time alone.
  private Hold hold(Instant until) {
    return texts.optional(HOLD).map(words -> new Hold(until, words)).orElse(Hold.until(until));
  }

  private MailParameters readParameters() {
    String body = texts.required(BODY);
    return new MailParameters(
        Body.of(body)
            .orElseThrow(() -> new IllegalArgumentException("Unknown " + BODY + ": " + body)),
        Boolean.parseBoolean(texts.required(SMTPUTF8)),
        texts.optional(ENVELOPE_ID),
        texts.constant(RETURNED, Returned.class),
        texts.optional(REQUIRE_TLS).map(Boolean::parseBoolean).orElse(false),
        texts.optional(DELIVER_BY).map(DeliverBy::parse),
        texts.instant(HELD_UNTIL).map(this::hold),
        texts
            .number(PRIORITY, MailParameters.MIN_PRIORITY, MailParameters.MAX_PRIORITY)
            .map(Long::intValue)
            .orElse(0));
  }
}
