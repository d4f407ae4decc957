/// What clients may ask, as values. [dev.yubin.mailbox.imap.command.ImapParser] makes an
/// [dev.yubin.mailbox.imap.command.ImapCommand] of a command's octets and says what is wrong where
/// it cannot; it decides nothing and keeps nothing.
@NullMarked
package dev.yubin.mailbox.imap.command;

import org.jspecify.annotations.NullMarked;
