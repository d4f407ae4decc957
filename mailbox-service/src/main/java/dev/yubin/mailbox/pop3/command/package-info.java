/// What POP3 clients say and are told. A line enters [dev.yubin.mailbox.pop3.command.CommandParser]
/// and leaves as a [dev.yubin.mailbox.pop3.command.Pop3Command]; a
/// [dev.yubin.mailbox.pop3.command.Pop3Reply] writes itself. No state is here.
@NullMarked
package dev.yubin.mailbox.pop3.command;

import org.jspecify.annotations.NullMarked;
