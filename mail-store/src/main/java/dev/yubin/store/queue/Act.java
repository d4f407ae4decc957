package dev.yubin.store.queue;

import dev.yubin.mail.MailId;
import java.time.Instant;
import java.util.List;

/// What an act of the postmaster on an entry came to.
public sealed interface Act {

  /// @param recipients those that were not settled
  record Done(MailId mail, List<String> recipients) implements Act {}

  /// It was settled, or never there.
  record NoSuchEntry() implements Act {}

  /// An attempt has it.
  ///
  /// @param until its lease; an attempt that works on prolongs it
  record InFlight(Instant until) implements Act {}

  /// It is in no state for that.
  ///
  /// @param why for the postmaster
  record Unfit(String why) implements Act {}
}
