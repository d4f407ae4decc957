/// SORT and THREAD (RFC 5256). The UIDs that a search has found enter; of each mail the dates, the
/// size and the header fields that the order hangs on are read, and an order or a forest of UIDs
/// leaves. No state is kept.
@NullMarked
package dev.yubin.mailbox.imap.sort;

import org.jspecify.annotations.NullMarked;
