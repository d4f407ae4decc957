package dev.yubin.topic;

/// The Kafka topics of a Yubin installation. Names are public interface.
public final class Topics {
  /// Key: mail id. Value: the octets of the mail, envelope and ingress facts in the headers.
  public static final String MAIL_ACCEPTED = "yubin.mail.accepted";

  /// Key: mail id. What could not be processed, with the reason in the headers; replayable.
  public static final String MAIL_ACCEPTED_DLT = "yubin.mail.accepted-dlt";

  /// Key: mail id. Value: a [dev.yubin.event.MailEvent] as JSON.
  public static final String MAIL_EVENTS = "yubin.mail.events";

  /// Key: account id. Value: the id of the mailbox that changed.
  public static final String MAILBOX_CHANGES = "yubin.mailbox.changes";

  /// Compacted. Key: address or domain in lower case. Value: a
  /// [dev.yubin.directory.DirectoryEntry].
  public static final String DIRECTORY = "yubin.directory";

  /// Compacted, and only there where greylisting is enabled. Key: a hash of who was seen.
  /// Value: the second since 1970 at which.
  public static final String GREYLIST = "yubin.greylist";

  private Topics() {}
}
