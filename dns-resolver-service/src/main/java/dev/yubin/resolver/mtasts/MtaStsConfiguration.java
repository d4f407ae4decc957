package dev.yubin.resolver.mtasts;

import dev.yubin.resolver.answer.NameResolver;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import javax.net.ssl.SSLContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class MtaStsConfiguration {
  private static final int HTTPS = 443;

  /// RFC 8461 §3.3 suggests a minute.
  private static final Duration FETCH = Duration.ofMinutes(1);

  /// Of the first mail to a domain.
  private static final Duration WAIT = Duration.ofSeconds(2);

  @Bean
  PolicyServer policyServer(NameResolver resolver, ExecutorService dnsExecutor)
      throws NoSuchAlgorithmException {
    PolicyHosts hosts = new PolicyHosts(resolver);
    return new PolicyServer(SSLContext.getDefault(), hosts, HTTPS, FETCH, dnsExecutor);
  }

  @Bean
  Policies mtaStsPolicies(PolicyServer policyServer, ExecutorService dnsExecutor) {
    return new Policies(policyServer, WAIT, dnsExecutor);
  }
}
