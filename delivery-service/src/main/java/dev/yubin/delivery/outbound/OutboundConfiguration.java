package dev.yubin.delivery.outbound;

import dev.yubin.delivery.HostProperties;
import dev.yubin.delivery.client.ClientTimeouts;
import dev.yubin.delivery.client.ConnectionProperties;
import dev.yubin.delivery.client.SmtpClient;
import dev.yubin.delivery.event.MailEvents;
import dev.yubin.delivery.suppression.SuppressionList;
import dev.yubin.delivery.worker.Bell;
import dev.yubin.dns.MailRoutes;
import dev.yubin.store.mail.MailContent;
import dev.yubin.store.outbound.Backlog;
import dev.yubin.store.outbound.OutboundQueue;
import dev.yubin.store.outbound.Settlements;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.function.Supplier;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
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
      ConnectionProperties connections,
      OutboundProperties properties,
      ObjectProvider<SslBundles> bundles)
      throws GeneralSecurityException {
    String bundle = properties.tls().bundle();
    return new SmtpClient(
        host.hostnameOrMachineName(),
        timeouts,
        connections,
        authorities(bundle, bundles::getObject));
  }

  private static X509TrustManager authorities(@Nullable String bundle, Supplier<SslBundles> bundles)
      throws GeneralSecurityException {
    TrustManager[] managers;
    if (bundle == null || bundle.isBlank()) {
      TrustManagerFactory java = TrustManagerFactory.getInstance("PKIX");
      java.init((KeyStore) null);
      managers = java.getTrustManagers();
    } else {
      managers = bundles.get().getBundle(bundle).getManagers().getTrustManagers();
    }
    return Arrays.stream(managers)
        .filter(X509TrustManager.class::isInstance)
        .map(X509TrustManager.class::cast)
        .findFirst()
        .orElseThrow();
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
      LoginProperties logins,
      MailRoutes routes,
      HostProperties host) {
    String smarthost = properties.smarthost();
    OwnHosts own = new OwnHosts(host.hostnameOrMachineName());
    TlsPolicies policies = new TlsPolicies(properties.tls().domains());
    Smarthosts smarthosts = new Smarthosts(properties.tls().domains(), logins);
    return Transports.of(
        transports,
        smarthosts,
        smarthost == null || smarthost.isBlank()
            ? new NextHops(routes, properties.remotePort(), own, policies)
            : smarthosts.parse("yubin.delivery.smarthost", smarthost));
  }

  @Bean
  Sites sites(SiteProperties properties) {
    return new Sites(properties, InstantSource.system());
  }

  @Bean
  Settlements settlements(DataSource dataSource) {
    return new Settlements(dataSource);
  }

  @Bean
  Backlog backlog(DataSource dataSource) {
    return new Backlog(dataSource);
  }

  @Bean
  OutboundDispatcher outboundDispatcher(
      Backlog backlog,
      OutboundQueue queue,
      Settlements settlements,
      OutboundProperties properties,
      Hops hops,
      Sites sites,
      SmtpClient client,
      MailContent content,
      MailEvents events,
      SuppressionList suppression,
      ObjectProvider<TlsOutcomes> tls,
      @Qualifier("outboundBell") Bell bell,
      @Qualifier("dsnBell") Bell dsnBell) {
    RetrySchedule schedule = new RetrySchedule(properties.retry(), new SecureRandom());
    Reports reports = new Reports(properties.delayWarning(), schedule);
    Settler settler =
        new Settler(
            settlements, schedule, reports, suppression, events, dsnBell, Clock.systemUTC());
    DestinationRun.Tools tools =
        new DestinationRun.Tools(
            hops,
            sites,
            client,
            content,
            settler,
            tls.getIfAvailable(() -> TlsOutcomes.UNHEARD),
            () -> false);
    return new OutboundDispatcher(backlog, queue, tools, properties, bell);
  }
}
