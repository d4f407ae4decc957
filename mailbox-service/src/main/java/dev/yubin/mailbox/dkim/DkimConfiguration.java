package dev.yubin.mailbox.dkim;

import dev.yubin.store.dkim.DkimKeys;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DkimConfiguration {

  @Bean
  DkimKeys dkimKeys(DataSource dataSource) {
    return new DkimKeys(dataSource);
  }
}
