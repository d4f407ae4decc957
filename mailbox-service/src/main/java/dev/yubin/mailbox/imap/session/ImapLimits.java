package dev.yubin.mailbox.imap.session;

import java.time.Duration;

/// @param maxMail octets of a mail that APPEND takes
/// @param loginTimeout how long a client may be silent before it has logged in
/// @param idleTimeout how long afterwards
public record ImapLimits(long maxMail, Duration loginTimeout, Duration idleTimeout) {}
