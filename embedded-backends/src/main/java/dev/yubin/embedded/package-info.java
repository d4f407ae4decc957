/// The two engines that Yubin stands on, started from Java on one machine: a real PostgreSQL (its
/// own processes, [dev.yubin.embedded.PostgresServer]) and a real Kafka broker (in this process,
/// [dev.yubin.embedded.KafkaBroker]). A directory and a port enter, an address leaves; all state is
/// in the directory and survives restarts and kills.
@NullMarked
package dev.yubin.embedded;

import org.jspecify.annotations.NullMarked;
