package dev.yubin.smtp.inspection.dns;

import dev.yubin.dns.DnsRecords;
import java.time.Duration;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;

@Configuration(proxyBeanMethods = false)
class InspectionDnsConfiguration {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration READ_TIMEOUT = Duration.ofSeconds(10);

  @Bean
  CachedRecords dnsRecords(RestClient.Builder builder, DnsServiceProperties services) {
    HttpClientSettings timeouts =
        HttpClientSettings.defaults().withTimeouts(CONNECT_TIMEOUT, READ_TIMEOUT);
    RestClient client =
        builder
            .baseUrl(services.resolverUrl())
            .requestFactory(ClientHttpRequestFactoryBuilder.jdk().build(timeouts))
            .build();
    DnsRecords resolver =
        HttpServiceProxyFactory.builderFor(RestClientAdapter.create(client))
            .build()
            .createClient(DnsRecords.class);
    return new CachedRecords(
        resolver, task -> Thread.ofVirtual().name("inspection-dns").start(task));
  }
}
