package dev.yubin.delivery.outbound;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param resolverUrl where dns-resolver-service is
/// @param resolverTimeout for its answer
@ConfigurationProperties("yubin.services")
record ServiceProperties(
    @DefaultValue("http://127.0.0.1:8084") URI resolverUrl,
    @DefaultValue("20s") Duration resolverTimeout) {}
