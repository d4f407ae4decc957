package dev.yubin.smtp.allowance;

import dev.yubin.allowance.Allowances;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;

@Configuration(proxyBeanMethods = false)
class AllowanceConfiguration {

  @Bean
  SendingAllowance sendingAllowance(
      HttpServiceProxyFactory mailboxService, AccountAllowance account, NetworkAllowance network) {
    return new SendingAllowance(
        mailboxService.createClient(Allowances.class),
        account.limit(),
        network.limit(),
        new Outage(InstantSource.system()));
  }
}
