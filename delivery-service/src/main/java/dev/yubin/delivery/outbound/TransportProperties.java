package dev.yubin.delivery.outbound;

import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param transports by domain, or by `*.domain` for all below it, the host that its mail goes to,
///     whatever the DNS and the smarthost are:
///     `yubin.delivery.transports[*.example.net]=mail.example.net:25`, or a URI as
///     `yubin.delivery.smarthost` has it
@ConfigurationProperties("yubin.delivery")
record TransportProperties(@DefaultValue Map<String, String> transports) {
  TransportProperties {
    transports = Map.copyOf(transports);
  }
}
