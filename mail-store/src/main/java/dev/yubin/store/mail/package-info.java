/// The octets of a mail at rest, shared by all who have a message of it, and the sweeping of what
/// nobody refers to any more.
@NullMarked
package dev.yubin.store.mail;

import org.jspecify.annotations.NullMarked;
