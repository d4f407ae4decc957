package dev.yubin.smtp.signing;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.yubin.dkim.SigningKeys;
import java.util.concurrent.ForkJoinPool;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;

@Configuration(proxyBeanMethods = false)
class SigningConfiguration {

  @Bean
  DomainKeys domainKeys(HttpServiceProxyFactory mailboxService) {
    SigningKeys source = mailboxService.createClient(SigningKeys.class);
    return new DomainKeys(source, ForkJoinPool.commonPool(), Ticker.systemTicker());
  }
}
