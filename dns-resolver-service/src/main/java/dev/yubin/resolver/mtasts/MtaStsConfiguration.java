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

  /// RFC 8461 §3.3 suggests a minute; the first mail to a domain waits for it.
  private static final Duration TIME = Duration.ofSeconds(5);

  @Bean
  Policies mtaStsPolicies(NameResolver resolver, ExecutorService dnsExecutor)
      throws NoSuchAlgorithmException {
    return new Policies(resolver, new HttpsGet(SSLContext.getDefault(), HTTPS, TIME), dnsExecutor);
  }
}
