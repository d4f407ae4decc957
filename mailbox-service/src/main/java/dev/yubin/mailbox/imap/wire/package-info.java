/// The octets of IMAP. A command's lines and literals enter through
/// [dev.yubin.mailbox.imap.wire.CommandInput] and leave as the tokens of
/// [dev.yubin.mailbox.imap.wire.Arguments]; a response is put together in a
/// [dev.yubin.mailbox.imap.wire.Response] and leaves as a whole. Nothing here knows a command.
@NullMarked
package dev.yubin.mailbox.imap.wire;

import org.jspecify.annotations.NullMarked;
