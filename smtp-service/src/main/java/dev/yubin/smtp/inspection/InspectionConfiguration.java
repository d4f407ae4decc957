package dev.yubin.smtp.inspection;

import dev.yubin.dns.DnsRecords;
import dev.yubin.server.HostProperties;
import dev.yubin.smtp.inspection.arc.ArcVerifier;
import dev.yubin.smtp.inspection.client.AddressLists;
import dev.yubin.smtp.inspection.client.HeloName;
import dev.yubin.smtp.inspection.client.ReverseName;
import dev.yubin.smtp.inspection.dkim.DkimVerifier;
import dev.yubin.smtp.inspection.dmarc.Dmarc;
import dev.yubin.smtp.inspection.dns.CachedRecords;
import dev.yubin.smtp.inspection.spf.Spf;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class InspectionConfiguration {

  @Bean
  Inspector inspector(
      CachedRecords records,
      AddressLists lists,
      InspectionProperties properties,
      HostProperties host) {
    return inspector(records, lists, properties, host.hostnameOrMachineName());
  }

  static Inspector inspector(
      DnsRecords records, AddressLists lists, InspectionProperties properties, String hostname) {
    return new Inspector(
        new Spf(records, hostname, InstantSource.system()),
        new ReverseName(records),
        new HeloName(records, hostname),
        lists,
        new DkimVerifier(records),
        new ArcVerifier(records),
        new Policy(properties, new Dmarc(records), hostname));
  }
}
