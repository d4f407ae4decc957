package dev.yubin.mailbox.autoconfig;

import dev.yubin.mailbox.MailListeners;
import dev.yubin.server.HostProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

@Configuration(proxyBeanMethods = false)
class AutoconfigConfiguration {

  @Bean
  MailServers mailServers(
      AutoconfigProperties properties,
      HostProperties host,
      MailListeners listeners,
      Environment environment) {
    return new MailServers(properties, host.hostnameOrMachineName(), listeners, environment);
  }
}
