package dev.yubin.mailbox;

import dev.yubin.server.Listener;
import dev.yubin.server.Protocol;

/// A port that a mail protocol of this service wants to be open. Each feature gives its own as
/// beans; [MailListeners] opens them all.
public record MailPort(Listener.Settings settings, Protocol protocol) {}
