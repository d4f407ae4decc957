package dev.yubin.delivery.suppression;

import dev.yubin.store.suppression.Suppressions;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SuppressionConfiguration {

  @Bean
  Suppressions suppressions(DataSource dataSource) {
    return new Suppressions(dataSource);
  }

  @Bean
  SuppressionList suppressionList(Suppressions suppressions, SuppressionProperties properties) {
    return new SuppressionList(suppressions, properties.keep());
  }

  @Bean
  SuppressionSweep suppressionSweep(Suppressions suppressions) {
    return new SuppressionSweep(suppressions);
  }
}
