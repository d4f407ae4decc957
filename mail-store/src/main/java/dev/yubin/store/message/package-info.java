/// The messages of a mailbox. A session opens a mailbox as a [dev.yubin.store.message.Snapshot] and
/// follows it with [dev.yubin.store.message.Changes]; [dev.yubin.store.message.Messages] reads in
/// pages, [dev.yubin.store.message.MessageEdits] changes flags, expunges, copies and moves, and
/// [dev.yubin.store.message.MailWriter] takes a new mail in. Octets are read chunk by chunk with
/// [dev.yubin.store.message.MailOctets]. No connection of the database is held between two calls,
/// so that a slow client holds none.
@NullMarked
package dev.yubin.store.message;

import org.jspecify.annotations.NullMarked;
