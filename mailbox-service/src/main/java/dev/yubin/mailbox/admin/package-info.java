/// The admin API: HTTP requests of administrators become changes of domains, accounts and
/// aliases, which are published to `yubin.directory` before they are answered. Errors are problem
/// details (RFC 9457). No state is here.
@NullMarked
package dev.yubin.mailbox.admin;

import org.jspecify.annotations.NullMarked;
