package dev.yubin.mailbox.imap.command;

/// What the octets of a command are.
public sealed interface Parsed {

  record Command(String tag, ImapCommand command) implements Parsed {}

  /// @param tag of the command, `*` where it has none
  /// @param reason for the client
  record Bad(String tag, String reason) implements Parsed {}

  /// RFC 9051 §6.4.4: SEARCH in a charset that is not known.
  ///
  /// @param saves whether its result was to be saved
  record BadCharset(String tag, boolean saves) implements Parsed {}
}
