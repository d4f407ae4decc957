/// Threads that work off a queue of the database: woken at once by whoever has added to it here,
/// and by the clock for what others have added or what has fallen due.
@NullMarked
package dev.yubin.delivery.worker;

import org.jspecify.annotations.NullMarked;
