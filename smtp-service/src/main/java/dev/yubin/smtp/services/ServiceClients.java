package dev.yubin.smtp.services;

import java.net.URI;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;

/// Makes clients of the HTTP contracts that other services keep.
@Configuration(proxyBeanMethods = false)
public class ServiceClients {

  @Bean
  HttpServiceProxyFactory mailboxService(RestClient.Builder builder, ServicesProperties services) {
    if (services.secret() != null) {
      builder.defaultHeader(HttpHeaders.AUTHORIZATION, "Bearer " + services.secret());
    }
    return clients(builder, services.mailboxUrl(), services);
  }

  @Bean
  public HttpServiceProxyFactory resolverService(
      RestClient.Builder builder, ServicesProperties services) {
    return clients(builder, services.resolverUrl(), services);
  }

  private static HttpServiceProxyFactory clients(
      RestClient.Builder builder, URI url, ServicesProperties services) {
    HttpClientSettings timeouts =
        HttpClientSettings.defaults()
            .withTimeouts(services.connectTimeout(), services.readTimeout());
    RestClient client =
        builder
            .baseUrl(url)
            .requestFactory(ClientHttpRequestFactoryBuilder.jdk().build(timeouts))
            .build();
    return HttpServiceProxyFactory.builderFor(RestClientAdapter.create(client)).build();
  }
}
