/// A client's session. [SmtpListeners] open the ports; a connection becomes an
/// [SmtpSession], a loop over typed commands. Each command is answered by one
/// method, in a class of its own where it needs more than a few lines ([HelloAnswer], [MailAnswer],
/// [RcptAnswer], [DataAnswer], [AuthAnswer]). State stands in [SessionState] and [Transaction]
/// and ends with the connection.
@NullMarked
package dev.yubin.smtp.session;

import org.jspecify.annotations.NullMarked;
