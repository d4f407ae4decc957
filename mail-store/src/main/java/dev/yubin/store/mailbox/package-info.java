/// The mailboxes of an account. Names and attributes enter from IMAP and the admin side, leave as
/// [dev.yubin.store.mailbox.Mailbox]es. A mailbox's row also hands out UIDs and mod-sequences: its
/// row lock, held until the commit, is what makes both become visible in order.
@NullMarked
package dev.yubin.store.mailbox;

import org.jspecify.annotations.NullMarked;
