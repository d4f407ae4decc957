package dev.yubin.smtp.login;

import dev.yubin.auth.CredentialProofs;
import dev.yubin.server.oauth.JwtVerifier;
import dev.yubin.server.oauth.OauthProperties;
import dev.yubin.server.sasl.ClientLogins;
import dev.yubin.server.sasl.SaslMechanisms;
import dev.yubin.server.sasl.TokenVerifier;
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
  ClientLogins clientLogins(CredentialProofs proofs, OauthProperties oauth) {
    RecentLogins recent = new RecentLogins(REMEMBERED);
    Optional<TokenVerifier> tokens = JwtVerifier.of(oauth, new RemoteAccounts(proofs));
    return client -> mechanisms(new ClientProofs(proofs, client), recent, tokens);
  }

  private static SaslMechanisms mechanisms(
      ClientProofs proofs, RecentLogins recent, Optional<TokenVerifier> tokens) {
    return new SaslMechanisms(
        new ScramAuthenticator(proofs, recent), Optional.of(new RemoteScramKeeper(proofs)), tokens);
  }
}
