/// Tells another program what becomes of mails. The events of `yubin.mail.events` are sent to
/// a URL in batches, signed, and sent again until they are taken: each at least once, unless
/// it is refused until it is too old. The consumer group in Kafka is the only state; delivery
/// never waits for it.
@NullMarked
package dev.yubin.delivery.webhook;

import org.jspecify.annotations.NullMarked;
