package dev.yubin.resolver;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/// Answers where a domain receives mail, over HTTP, and DNS questions over UDP and TCP.
@SpringBootApplication
@ConfigurationPropertiesScan
public class DnsResolverService {

  /// The service as a Spring application. It reads `dns-resolver-service.yml`, so that several
  /// services can stand on one class path.
  public static SpringApplicationBuilder application() {
    return new SpringApplicationBuilder(DnsResolverService.class)
        .properties("spring.config.name=dns-resolver-service");
  }

  static void main(String[] args) {
    application().run(args);
  }
}
