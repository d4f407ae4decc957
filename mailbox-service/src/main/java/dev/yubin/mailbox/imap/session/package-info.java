/// Sessions of IMAP. [dev.yubin.mailbox.imap.session.ImapSession] reads commands and keeps the
/// state (RFC 9051 §3); each command is carried out by a class of its own, which writes untagged
/// responses and returns a [dev.yubin.mailbox.imap.session.Completion]. What a session knows of its
/// mailbox is a [dev.yubin.mailbox.imap.session.SelectedMailbox], brought up to date from the
/// database behind each command and, in IDLE, when
/// [dev.yubin.mailbox.imap.session.MailboxChanges] tells of a change on any instance.
@NullMarked
package dev.yubin.mailbox.imap.session;

import org.jspecify.annotations.NullMarked;
