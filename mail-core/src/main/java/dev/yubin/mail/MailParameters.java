package dev.yubin.mail;

import java.util.Optional;

/// What a sender asks for its mail as a whole: the parameters of MAIL.
///
/// @param body how the octets are to be understood
/// @param smtpUtf8 whether SMTPUTF8 of RFC 6531 was asked for
/// @param envelopeId ENVID of RFC 3461 §4.4, decoded: the sender's own name of the transaction
/// @param returned RET of RFC 3461 §4.3; empty where it was not given
/// @param requireTls whether it may only go by ways that are encrypted and verified (RFC 8689)
/// @param deliverBy BY of RFC 2852
/// @param hold of RFC 4865
/// @param priority -9 to 9; 0 is the ordinary (RFC 6710)
public record MailParameters(
    Body body,
    boolean smtpUtf8,
    Optional<String> envelopeId,
    Optional<Returned> returned,
    boolean requireTls,
    Optional<DeliverBy> deliverBy,
    Optional<Hold> hold,
    int priority) {

  public static final int MIN_PRIORITY = -9;
  public static final int MAX_PRIORITY = 9;

  /// A mail that nothing is asked for.
  ///
  /// @param body how the octets are to be understood
  /// @param smtpUtf8 whether its header or its envelope is beyond ASCII
  public static MailParameters of(Body body, boolean smtpUtf8) {
    return new MailParameters(
        body,
        smtpUtf8,
        Optional.empty(),
        Optional.empty(),
        false,
        Optional.empty(),
        Optional.empty(),
        0);
  }

  public MailParameters {
    if (priority < MIN_PRIORITY || priority > MAX_PRIORITY) {
      throw new IllegalArgumentException("A priority is from -9 to 9: " + priority);
    }
  }

  /// The same, of another priority.
  public MailParameters withPriority(int other) {
    return new MailParameters(
        body, smtpUtf8, envelopeId, returned, requireTls, deliverBy, hold, other);
  }

  /// How much of the mail a DSN of a failure gives back.
  public enum Returned {
    FULL,
    HDRS
  }
}
