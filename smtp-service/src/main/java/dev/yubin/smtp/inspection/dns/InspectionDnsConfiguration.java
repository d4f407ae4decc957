package dev.yubin.smtp.inspection.dns;

import dev.yubin.dns.DnsRecords;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;

@Configuration(proxyBeanMethods = false)
class InspectionDnsConfiguration {

  @Bean
  CachedRecords dnsRecords(HttpServiceProxyFactory resolverService) {
    return new CachedRecords(
        resolverService.createClient(DnsRecords.class),
        task -> Thread.ofVirtual().name("inspection-dns").start(task));
  }
}
