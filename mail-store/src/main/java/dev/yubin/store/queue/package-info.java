/// The outbound queue as the postmaster sees and changes it. A row that an attempt has is nobody
/// else's to change until the attempt has settled it or its lease is over; what is done to others
/// locks the row, so that no claim takes it meanwhile. Each act and its audit entry are one
/// transaction.
@NullMarked
package dev.yubin.store.queue;

import org.jspecify.annotations.NullMarked;
