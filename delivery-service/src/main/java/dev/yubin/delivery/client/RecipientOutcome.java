package dev.yubin.delivery.client;

import dev.yubin.mail.EmailAddress;

/// What an attempt came to for one recipient.
public sealed interface RecipientOutcome {
  EmailAddress recipient();

  Diagnosis diagnosis();

  /// The host has taken the mail over.
  ///
  /// @param tells whether it has taken over, too, what the sender is to be told (DSN of RFC 3461)
  /// @param keepsTime whether it knows by when to deliver (DELIVERBY of RFC 2852)
  record Relayed(EmailAddress recipient, Diagnosis diagnosis, boolean tells, boolean keepsTime)
      implements RecipientOutcome {}

  /// Not now.
  ///
  /// @param handedOver whether the host may have the mail all the same: it had every octet and was
  ///     lost before its answer came. To try another host at once would make the duplicate likely.
  record Deferred(EmailAddress recipient, Diagnosis diagnosis, boolean handedOver)
      implements RecipientOutcome {}

  /// Never.
  record Failed(EmailAddress recipient, Diagnosis diagnosis) implements RecipientOutcome {}

  /// What a host's refusal means (RFC 5321 §4.2.1): 4yz may be tried again, 5yz may not.
  static RecipientOutcome refused(EmailAddress recipient, Diagnosis diagnosis) {
    return diagnosis.isPermanent()
        ? new Failed(recipient, diagnosis)
        : new Deferred(recipient, diagnosis, false);
  }

  /// The same, with what became of TLS.
  default RecipientOutcome with(TlsResult tls) {
    return switch (this) {
      case Relayed(var to, Diagnosis why, boolean tells, boolean keepsTime) ->
          new Relayed(to, why.with(tls), tells, keepsTime);
      case Deferred(var to, Diagnosis why, boolean handedOver) ->
          new Deferred(to, why.with(tls), handedOver);
      case Failed(var to, Diagnosis why) -> new Failed(to, why.with(tls));
    };
  }
}
