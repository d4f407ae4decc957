package dev.yubin.mailbox.imap.wire;

/// The client's octets are not of the grammar. Ends the parsing of one command, which is answered
/// with BAD.
public final class BadSyntaxException extends Exception {
  private static final long serialVersionUID = 1L;

  /// @param message what the client is told
  public BadSyntaxException(String message) {
    super(message, null, false, false);
  }
}
