package dev.yubin.smtp.inspection;

import dev.yubin.server.HostProperties;
import dev.yubin.smtp.inspection.arc.ArcVerifier;
import dev.yubin.smtp.inspection.client.AddressLists;
import dev.yubin.smtp.inspection.client.ReverseName;
import dev.yubin.smtp.inspection.dkim.DkimVerifier;
import dev.yubin.smtp.inspection.dmarc.Dmarc;
import dev.yubin.smtp.inspection.dns.CachedRecords;
import dev.yubin.smtp.inspection.spf.Spf;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class InspectionConfiguration {

  @Bean
  Inspector inspector(
      Spf spf,
      ReverseName reverseName,
      AddressLists lists,
      CachedRecords records,
      InspectionProperties properties,
      HostProperties host) {
    Policy policy = new Policy(properties, new Dmarc(records), host.hostnameOrMachineName());
    return new Inspector(
        spf, reverseName, lists, new DkimVerifier(records), new ArcVerifier(records), policy);
  }
}
