package dev.yubin.mailbox.login;

import dev.yubin.store.login.LoginFailures;
import dev.yubin.store.login.LoginNetworks;
import io.micrometer.core.instrument.MeterRegistry;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class LoginConfiguration {

  @Bean
  LoginFailures loginFailures(DataSource dataSource) {
    return new LoginFailures(dataSource);
  }

  @Bean
  LoginNetworks loginNetworks(DataSource dataSource) {
    return new LoginNetworks(dataSource);
  }

  @Bean
  LoginLimits loginLimits(
      LoginFailures failures,
      LoginNetworks networks,
      LoginProperties properties,
      MeterRegistry meters) {
    return new LoginLimits(failures, networks, properties, meters);
  }

  @Bean
  LoginSweep loginSweep(
      LoginFailures failures, LoginNetworks networks, LoginProperties properties) {
    return new LoginSweep(failures, networks, properties.ownNetworkMemory());
  }
}
