package dev.yubin.standalone.up;

import dev.yubin.embedded.KafkaBroker;
import dev.yubin.embedded.PostgresServer;
import org.jspecify.annotations.Nullable;

/// Those backends that a service needs: none for the resolver, Kafka alone for SMTP.
record Backends(@Nullable PostgresServer postgres, @Nullable KafkaBroker kafka) {}
