package dev.yubin.standalone.torture;

import java.time.Instant;
import java.util.List;

/// What a client knows of a mail that it has sent.
///
/// @param taken recipients whose RCPT was answered 250
/// @param outcome of the mail
/// @param reply the last one, or why there was none
record Sent(Mail mail, List<String> taken, Outcome outcome, String reply, Instant at) {

  enum Outcome {
    /// 250: from here on it is ours.
    ACCEPTED,
    /// All of it was sent, and what became of it was not said, or put off by 4yz: it may be
    /// there.
    UNKNOWN,
    /// Refused for good, or not sent to its end: it is nowhere.
    NOT_ACCEPTED
  }
}
