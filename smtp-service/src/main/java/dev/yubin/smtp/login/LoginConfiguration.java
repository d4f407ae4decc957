package dev.yubin.smtp.login;

import dev.yubin.auth.CredentialProofs;
import dev.yubin.server.oauth.JwtVerifier;
import dev.yubin.server.oauth.OauthProperties;
import dev.yubin.server.sasl.SaslMechanisms;
import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OauthProperties.class)
class LoginConfiguration {
  private static final Duration REMEMBERED = Duration.ofSeconds(30);

  @Bean
  CredentialProofs credentialProofs(HttpServiceProxyFactory mailboxService) {
    return mailboxService.createClient(CredentialProofs.class);
  }

  @Bean
  SaslMechanisms saslMechanisms(CredentialProofs proofs, OauthProperties oauth) {
    return new SaslMechanisms(
        new ScramAuthenticator(proofs, new RecentLogins(REMEMBERED)),
        Optional.of(new RemoteScramKeeper(proofs)),
        JwtVerifier.of(oauth, new RemoteAccounts(proofs)));
  }
}
