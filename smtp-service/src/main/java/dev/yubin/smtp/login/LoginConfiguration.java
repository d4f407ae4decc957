package dev.yubin.smtp.login;

import dev.yubin.auth.CredentialProofs;
import dev.yubin.server.sasl.ClientLogins;
import dev.yubin.server.sasl.SaslMechanisms;
import java.time.Duration;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;

@Configuration(proxyBeanMethods = false)
class LoginConfiguration {
  private static final Duration REMEMBERED = Duration.ofSeconds(30);

  @Bean
  CredentialProofs credentialProofs(HttpServiceProxyFactory mailboxService) {
    return mailboxService.createClient(CredentialProofs.class);
  }

  @Bean
  ClientLogins clientLogins(CredentialProofs proofs) {
    RecentLogins recent = new RecentLogins(REMEMBERED);
    return client -> mechanisms(new ClientProofs(proofs, client), recent);
  }

  private static SaslMechanisms mechanisms(ClientProofs proofs, RecentLogins recent) {
    return new SaslMechanisms(
        new ScramAuthenticator(proofs, recent),
        Optional.of(new RemoteScramKeeper(proofs)),
        Optional.empty());
  }
}
