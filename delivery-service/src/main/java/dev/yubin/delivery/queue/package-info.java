/// The postmaster's hands on the outbound queue: lists it page by page, shows a mail with its
/// header and what its attempts came to, and lets it be retried, held, released, redirected,
/// bounced or deleted. What an attempt has is left to it (409). Who did what can be read.
@NullMarked
package dev.yubin.delivery.queue;

import org.jspecify.annotations.NullMarked;
