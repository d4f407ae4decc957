/// Mail that goes to other hosts, by priority and due time, mail that is held, and the DSNs that
/// tell what became of it.
/// A claim is a lease: it moves `due_at` forward, so that what a dead instance had claimed falls
/// due again.
@NullMarked
package dev.yubin.store.outbound;

import org.jspecify.annotations.NullMarked;
