/// What people read their mail from, and where administrators keep domains and accounts.
@NullMarked
package dev.yubin.mailbox;

import org.jspecify.annotations.NullMarked;
