/// POP3 (RFC 1939): what the ports are, and how long a session may be silent. A connection enters a
/// session in [dev.yubin.mailbox.pop3.session], its lines become the commands of
/// [dev.yubin.mailbox.pop3.command].
@NullMarked
package dev.yubin.mailbox.pop3;

import org.jspecify.annotations.NullMarked;
