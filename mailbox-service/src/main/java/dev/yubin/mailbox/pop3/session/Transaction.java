package dev.yubin.mailbox.pop3.session;

import dev.yubin.mailbox.pop3.command.Dele;
import dev.yubin.mailbox.pop3.command.Pop3Reply;
import dev.yubin.mailbox.pop3.command.Retr;
import dev.yubin.mailbox.pop3.command.ScanListing;
import dev.yubin.mailbox.pop3.command.Top;
import dev.yubin.mailbox.pop3.command.Uidl;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/// The TRANSACTION state (RFC 1939 §5): what a client does with its maildrop.
///
/// @param utf8 whether messages are sent as they are; else what is no ASCII in their headers is
///     encoded, and they may be of another size than LIST tells
record Transaction(Maildrops maildrops, Maildrop maildrop, boolean utf8) {
  private static final Pop3Reply NO_SUCH_MESSAGE = new Pop3Reply.Err("No such message");

  Pop3Reply stat() {
    return new Pop3Reply.Ok(maildrop.count() + " " + maildrop.octets());
  }

  Pop3Reply list(ScanListing list) {
    return listing(
        list.message(),
        maildrop.count() + " messages (" + maildrop.octets() + " octets)",
        entry -> entry.number() + " " + entry.size());
  }

  Pop3Reply uidl(Uidl uidl) {
    return listing(
        uidl.message(), "Unique ids follow", entry -> entry.number() + " " + entry.uniqueId());
  }

  private Pop3Reply listing(
      OptionalInt number, String title, Function<Maildrop.Entry, String> line) {
    return number.isPresent()
        ? of(number.getAsInt(), entry -> Optional.of(new Pop3Reply.Ok(line.apply(entry))))
        : new Pop3Reply.Listing(title, maildrop.entries().map(line));
  }

  Pop3Reply retr(Retr retr) {
    return of(
        retr.message(),
        entry ->
            maildrops
                .whole(maildrop, entry)
                .map(this::inMode)
                .map(octets -> new Pop3Reply.Content(entry.size() + " octets", octets)));
  }

  Pop3Reply top(Top top) {
    return of(
        top.message(),
        entry ->
            maildrops
                .top(maildrop, entry, top.lines())
                .map(this::inMode)
                .map(octets -> new Pop3Reply.Content("Top of message follows", octets)));
  }

  private Pop3Reply.Octets inMode(Pop3Reply.Octets octets) {
    return utf8
        ? octets
        : sink -> {
          AsciiHeader ascii = new AsciiHeader(sink);
          octets.copyTo(ascii);
          ascii.finish();
        };
  }

  Pop3Reply dele(Dele dele) {
    return of(
        dele.message(),
        entry -> {
          maildrop.markDeleted(entry);
          return Optional.of(new Pop3Reply.Ok("Message " + entry.number() + " deleted"));
        });
  }

  /// @param answer empty when the message has been expunged since the login
  private Pop3Reply of(int number, Function<Maildrop.Entry, Optional<Pop3Reply>> answer) {
    return maildrop.entry(number).flatMap(answer).orElse(NO_SUCH_MESSAGE);
  }

  Pop3Reply rset() {
    maildrop.unmarkAll();
    return new Pop3Reply.Ok(maildrop.count() + " messages");
  }

  /// The UPDATE state (RFC 1939 §6).
  Pop3Reply update() {
    maildrops.update(maildrop);
    return new Pop3Reply.Ok("Bye, " + maildrop.count() + " messages left");
  }
}
