package dev.yubin.smtp.inspection.spf;

import dev.yubin.server.HostProperties;
import dev.yubin.smtp.inspection.dns.CachedRecords;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SpfConfiguration {

  @Bean
  Spf spf(CachedRecords records, HostProperties host) {
    return new Spf(records, host.hostnameOrMachineName(), InstantSource.system());
  }
}
