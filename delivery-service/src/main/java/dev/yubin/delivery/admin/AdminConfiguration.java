package dev.yubin.delivery.admin;

import dev.yubin.admin.AdminGate;
import dev.yubin.admin.AdminProperties;
import dev.yubin.admin.GuessLimit;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Guards every controller of this service.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AdminProperties.class)
class AdminConfiguration {

  @Bean
  AdminGate adminGate(AdminProperties properties) {
    return new AdminGate(properties, "delivery-service", "dev.yubin.delivery");
  }

  @Bean
  GuessLimit guessLimit() {
    return new GuessLimit();
  }
}
