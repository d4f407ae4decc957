/// The words of SMTP, without any input or output. A line of octets goes through
/// [dev.yubin.smtp.command.CommandParser] and becomes a typed [dev.yubin.smtp.command.SmtpCommand];
/// the answer to it is a [dev.yubin.smtp.command.SmtpReply]. No state is kept here.
@NullMarked
package dev.yubin.smtp.command;

import org.jspecify.annotations.NullMarked;
