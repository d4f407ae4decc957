package dev.yubin.resolver.admin;

import dev.yubin.admin.AdminGate;
import dev.yubin.admin.AdminProperties;
import dev.yubin.admin.GuessLimit;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Guards the controllers of this package.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AdminProperties.class)
class AdminConfiguration {

  @Bean
  AdminGate adminGate(AdminProperties properties) {
    return new AdminGate(properties, "dns-resolver-service", "dev.yubin.resolver.admin");
  }

  @Bean
  GuessLimit guessLimit() {
    return new GuessLimit();
  }
}
