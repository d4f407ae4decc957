/// Moves whole accounts of mail: [dev.yubin.standalone.transfer.Transfer] takes each mailbox of a
/// source and puts what is not there yet into a target. Either is an IMAP server, a tree of
/// Maildirs or mbox files. Nothing is remembered between two runs but the mail itself, so that a
/// run which was cut off is just done again.
@NullMarked
package dev.yubin.standalone.transfer;

import org.jspecify.annotations.NullMarked;
