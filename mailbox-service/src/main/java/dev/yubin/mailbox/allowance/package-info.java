/// Keeps the count of what accounts and networks send, for all instances of smtp-service, over HTTP
/// ([dev.yubin.allowance.Allowances]). State is in the table `allowance`.
@NullMarked
package dev.yubin.mailbox.allowance;

import org.jspecify.annotations.NullMarked;
