package dev.yubin.mailbox.allowance;

import dev.yubin.store.allowance.AllowanceCounts;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AllowanceConfiguration {

  @Bean
  AllowanceCounts allowanceCounts(DataSource dataSource) {
    return new AllowanceCounts(dataSource);
  }

  @Bean
  AllowanceSweep allowanceSweep(AllowanceCounts counts) {
    return new AllowanceSweep(counts);
  }
}
