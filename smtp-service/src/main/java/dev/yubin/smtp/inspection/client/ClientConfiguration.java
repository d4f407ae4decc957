package dev.yubin.smtp.inspection.client;

import dev.yubin.smtp.inspection.dns.CachedRecords;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ClientConfiguration {

  @Bean
  AddressLists addressLists(CachedRecords records, ListProperties properties) {
    return new AddressLists(records, properties.lists(), InstantSource.system());
  }
}
