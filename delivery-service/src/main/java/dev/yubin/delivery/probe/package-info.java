/// Proves all the time that what is accepted becomes visible: a mail to an account of one's own
/// enters by the door of all mail, is looked for in its mailbox, and removed. What that took is
/// measured. There is no state but the mail itself.
@NullMarked
package dev.yubin.delivery.probe;

import org.jspecify.annotations.NullMarked;
