package dev.yubin.delivery.outbound;

import dev.yubin.delivery.HostProperties;
import dev.yubin.delivery.client.ClientTimeouts;
import dev.yubin.delivery.client.SmtpClient;
import dev.yubin.delivery.event.MailEvents;
import dev.yubin.delivery.suppression.SuppressionList;
import dev.yubin.delivery.worker.Bell;
import dev.yubin.dns.MailRoutes;
import dev.yubin.store.mail.MailContent;
import dev.yubin.store.outbound.OutboundQueue;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;

@Configuration(proxyBeanMethods = false)
class OutboundConfiguration {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

  @Bean
  OutboundQueue outboundQueue(DataSource dataSource) {
    return new OutboundQueue(dataSource);
  }

  @Bean
  MailContent mailContent(DataSource dataSource) {
    return new MailContent(dataSource);
  }

  @Bean
  SmtpClient smtpClient(
      HostProperties host,
      ClientTimeouts timeouts,
      OutboundProperties properties,
      ObjectProvider<SslBundles> bundles)
      throws GeneralSecurityException {
    String bundle = properties.tls().bundle();
    SSLContext verifying =
        bundle == null || bundle.isBlank()
            ? SSLContext.getDefault()
            : bundles.getObject().getBundle(bundle).createSslContext();
    return new SmtpClient(host.hostnameOrMachineName(), timeouts, verifying);
  }

  /// Rung by whoever adds to the queue.
  @Bean
  Bell outboundBell() {
    return new Bell();
  }

  @Bean
  MailRoutes mailRoutes(RestClient.Builder builder, ServiceProperties services) {
    JdkClientHttpRequestFactory requests =
        new JdkClientHttpRequestFactory(
            HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build());
    requests.setReadTimeout(services.resolverTimeout());
    RestClient client =
        builder.baseUrl(services.resolverUrl().toString()).requestFactory(requests).build();
    return new CachedRoutes(
        HttpServiceProxyFactory.builderFor(RestClientAdapter.create(client))
            .build()
            .createClient(MailRoutes.class));
  }

  @Bean
  Hops hops(
      OutboundProperties properties,
      TransportProperties transports,
      MailRoutes routes,
      HostProperties host) {
    String smarthost = properties.smarthost();
    OwnHosts own = new OwnHosts(host.hostnameOrMachineName());
    return Transports.of(
        transports,
        smarthost == null || smarthost.isBlank()
            ? new NextHops(routes, properties.remotePort(), own)
            : Smarthost.parse("yubin.delivery.smarthost", smarthost));
  }

  @Bean
  OutboundDispatcher outboundDispatcher(
      OutboundQueue queue,
      OutboundProperties properties,
      Hops hops,
      SmtpClient client,
      MailContent content,
      MailEvents events,
      SuppressionList suppression,
      @Qualifier("outboundBell") Bell bell,
      @Qualifier("dsnBell") Bell dsnBell) {
    RetrySchedule schedule = new RetrySchedule(properties.retry(), new SecureRandom());
    Reports reports = new Reports(properties.delayWarning(), schedule);
    Settler settler =
        new Settler(queue, schedule, reports, suppression, events, dsnBell, Clock.systemUTC());
    DestinationRun.Tools tools =
        new DestinationRun.Tools(hops, client, content, settler, () -> false);
    return new OutboundDispatcher(queue, tools, properties, bell);
  }
}
