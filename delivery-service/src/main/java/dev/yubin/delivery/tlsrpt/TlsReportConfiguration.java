package dev.yubin.delivery.tlsrpt;

import dev.yubin.delivery.HostProperties;
import dev.yubin.dns.MailRoutes;
import dev.yubin.mail.MailPublisher;
import dev.yubin.store.dkim.DkimKeys;
import dev.yubin.store.tlsrpt.TlsReports;
import dev.yubin.store.tlsrpt.TlsSessions;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.Producer;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("yubin.delivery.tls-rpt.contact")
class TlsReportConfiguration {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  @Bean
  TlsSessions tlsSessions(DataSource dataSource) {
    return new TlsSessions(dataSource);
  }

  @Bean
  AppliedPolicies appliedPolicies(MailRoutes routes) {
    return new AppliedPolicies(routes);
  }

  /// What has been counted when the service stops is written down.
  @Bean(destroyMethod = "flush")
  TlsTally tlsTally(
      AppliedPolicies policies, TlsSessions sessions, TlsReportProperties properties) {
    return new TlsTally(
        policies, sessions, properties.submitter().contact(), InstantSource.system());
  }

  @Bean
  TlsReporter tlsReporter(
      DataSource dataSource,
      TlsSessions sessions,
      AppliedPolicies policies,
      Producer<String, byte[]> producer,
      HostProperties host,
      TlsReportProperties properties) {
    ReportMailer mailer =
        new ReportMailer(
            new MailPublisher(producer),
            host.hostnameOrMachineName(),
            new DkimKeys(dataSource)::signing,
            InstantSource.system());
    ReportPoster poster =
        new ReportPoster(HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build());
    return new TlsReporter(
        new TlsReporter.Tools(new TlsReports(dataSource), sessions, policies, mailer, poster),
        properties,
        InstantSource.system());
  }
}
