package dev.yubin.smtp.inspection.dns;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param resolverUrl where dns-resolver-service answers
@ConfigurationProperties("yubin.services")
record DnsServiceProperties(@DefaultValue("http://127.0.0.1:8084") URI resolverUrl) {

  DnsServiceProperties {
    if (!resolverUrl.isAbsolute()) {
      throw new IllegalArgumentException(
          "yubin.services.resolver-url=" + resolverUrl + " must be like http://127.0.0.1:8084");
    }
  }
}
