package dev.yubin.mailbox.imap.command;

/// The name of a mailbox as it is kept, in Unicode's form NFC (RFC 9051 §5.1, RFC 5198 §3), and as
/// the client has given it.
public record GivenName(String name, String given) {

  /// Whether the client should be told of the name that is kept.
  public boolean isOther() {
    return !name.equalsIgnoreCase(given);
  }
}
