/// The way to Kafka: the one producer that mail goes through, set up so that acknowledged
/// means durable, and the topics, made where they are missing.
@NullMarked
package dev.yubin.smtp.publish;

import org.jspecify.annotations.NullMarked;
