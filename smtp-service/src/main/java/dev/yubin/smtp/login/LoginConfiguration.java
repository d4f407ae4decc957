package dev.yubin.smtp.login;

import dev.yubin.auth.CredentialProofs;
import dev.yubin.server.sasl.SaslMechanisms;
import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;

@Configuration(proxyBeanMethods = false)
class LoginConfiguration {
  private static final Duration REMEMBERED = Duration.ofSeconds(30);

  /// Clients of the contracts that mailbox-service keeps.
  @Bean
  HttpServiceProxyFactory mailboxService(RestClient.Builder builder, ServicesProperties services) {
    HttpClientSettings timeouts =
        HttpClientSettings.defaults()
            .withTimeouts(services.connectTimeout(), services.readTimeout());
    RestClient.Builder client =
        builder
            .baseUrl(services.mailboxUrl())
            .requestFactory(ClientHttpRequestFactoryBuilder.jdk().build(timeouts));
    if (services.secret() != null) {
      client.defaultHeader(HttpHeaders.AUTHORIZATION, "Bearer " + services.secret());
    }
    return HttpServiceProxyFactory.builderFor(RestClientAdapter.create(client.build())).build();
  }

  @Bean
  CredentialProofs credentialProofs(HttpServiceProxyFactory mailboxService) {
    return mailboxService.createClient(CredentialProofs.class);
  }

  @Bean
  SaslMechanisms saslMechanisms(CredentialProofs proofs) {
    return new SaslMechanisms(
        new ScramAuthenticator(proofs, new RecentLogins(REMEMBERED)),
        Optional.of(new RemoteScramKeeper(proofs)),
        Optional.empty());
  }
}
