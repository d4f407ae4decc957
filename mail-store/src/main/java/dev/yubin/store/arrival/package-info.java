/// Accepted mail comes to rest: a whole batch of Kafka records with their offsets becomes rows of
/// mail, chunks, messages and outbound in one transaction, or nothing does.
@NullMarked
package dev.yubin.store.arrival;

import org.jspecify.annotations.NullMarked;
