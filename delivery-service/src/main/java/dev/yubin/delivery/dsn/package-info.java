/// Tells senders what became of their mail. What settles a recipient adds a row to the queue of
/// DSNs in the same transaction; [dev.yubin.delivery.dsn.DsnSender] takes the rows, makes
/// a multipart/report of each (RFC 3461, RFC 6522, RFC 3464) and has it accepted like any mail,
/// with a null reverse-path and an id that stands in the row.
@NullMarked
package dev.yubin.delivery.dsn;

import org.jspecify.annotations.NullMarked;
