/// IMAP. An [dev.yubin.mailbox.imap.ImapProtocol] speaks on the listeners of the service; its
/// octets are read and written in `wire`, become values in `command`, and are carried out in
/// `session`, with `search` for what must look into mails. All state but a session's own is in the
/// database: any instance serves any client.
@NullMarked
package dev.yubin.mailbox.imap;

import org.jspecify.annotations.NullMarked;
