/// Mail that goes to other hosts, in the order of due time, and the DSNs that tell of what did not.
/// A claim is a lease: it moves `due_at` forward, so that what a dead instance had claimed falls
/// due again.
@NullMarked
package dev.yubin.store.outbound;

import org.jspecify.annotations.NullMarked;
