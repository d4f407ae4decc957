package dev.yubin.smtp.inspection.client;

import dev.yubin.smtp.inspection.dns.CachedRecords;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ClientConfiguration {

  @Bean
  ReverseName reverseName(CachedRecords records) {
    return new ReverseName(records);
  }

  @Bean
  HeloName heloName(CachedRecords records) {
    return new HeloName(records);
  }

  @Bean
  AddressLists addressLists(CachedRecords records, ListProperties properties) {
    return new AddressLists(records, properties.lists(), InstantSource.system());
  }
}
