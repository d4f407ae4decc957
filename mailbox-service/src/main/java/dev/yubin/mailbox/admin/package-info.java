/// The admin API: HTTP requests of administrators become changes of domains, accounts and aliases,
/// and the answer says that Kafka has them. Errors are problem details (RFC 9457). No state is
// here.
@NullMarked
package dev.yubin.mailbox.admin;

import org.jspecify.annotations.NullMarked;
