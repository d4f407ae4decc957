/// Takes accepted mail from Kafka and brings it to its end: a mailbox here, the next hop, or a DSN.
@NullMarked
package dev.yubin.delivery;

import org.jspecify.annotations.NullMarked;
