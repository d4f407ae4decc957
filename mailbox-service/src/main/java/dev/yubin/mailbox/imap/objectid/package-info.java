/// Object identifiers (RFC 8474): names of mailboxes, mails and threads that nothing changes. They
/// are made of what is stored, so that none has to be kept.
@NullMarked
package dev.yubin.mailbox.imap.objectid;

import org.jspecify.annotations.NullMarked;
