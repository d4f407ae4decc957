/// A POP3 session: a loop over commands on the connection's thread, each answered by a reply.
/// After the login a session works on a [dev.yubin.mailbox.pop3.session.Maildrop], a snapshot of
/// INBOX; octets are read from PostgreSQL while they are written, a chunk at a time, and
/// deletions are done at QUIT.
@NullMarked
package dev.yubin.mailbox.pop3.session;

import org.jspecify.annotations.NullMarked;
