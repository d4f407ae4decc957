package dev.yubin.mailbox.imap.session;

import dev.yubin.server.sasl.ClientLogins;
import dev.yubin.store.mailbox.Annotations;
import dev.yubin.store.mailbox.Mailboxes;
import dev.yubin.store.message.MailOctets;
import dev.yubin.store.message.MailWriter;
import dev.yubin.store.message.MessageEdits;
import dev.yubin.store.message.Messages;
import dev.yubin.store.message.ModSeqs;
import dev.yubin.store.message.Quotas;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Supplier;

/// What all sessions share.
public record ImapServices(
    ImapLimits limits,
    ClientLogins logins,
    Mailboxes mailboxes,
    Messages messages,
    ModSeqs modSeqs,
    MessageEdits edits,
    Quotas quotas,
    Annotations annotations,
    MailOctets octets,
    Supplier<MailWriter> writers,
    MailboxChanges changes,
    MeterRegistry meters) {}
