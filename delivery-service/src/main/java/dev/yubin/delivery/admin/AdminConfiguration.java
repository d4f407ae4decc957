package dev.yubin.delivery.admin;

import dev.yubin.admin.AdminGate;
import dev.yubin.admin.AdminProperties;
import dev.yubin.admin.GuessLimit;
import dev.yubin.admin.ProblemAdvice;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// Guards every controller of this service.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AdminProperties.class)
@Import({GuessLimit.class, ProblemAdvice.class})
class AdminConfiguration {

  @Bean
  AdminGate adminGate(AdminProperties properties) {
    return new AdminGate(properties, "delivery-service", "dev.yubin.delivery");
  }
}
