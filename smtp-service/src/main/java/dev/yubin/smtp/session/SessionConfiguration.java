package dev.yubin.smtp.session;

import dev.yubin.event.EventTopic;
import dev.yubin.mail.MailPublisher;
import dev.yubin.server.HostProperties;
import dev.yubin.server.sasl.ClientLogins;
import dev.yubin.server.tls.ServerTls;
import dev.yubin.server.tls.TlsProperties;
import dev.yubin.smtp.allowance.SendingAllowance;
import dev.yubin.smtp.command.Hello;
import dev.yubin.smtp.content.ArrivalMemory;
import dev.yubin.smtp.content.Unexamined;
import dev.yubin.smtp.greylisting.Greylist;
import dev.yubin.smtp.inspection.Inspector;
import dev.yubin.smtp.inspection.Sender;
import dev.yubin.smtp.recipient.Recipients;
import dev.yubin.smtp.signing.DomainKeys;
import dev.yubin.smtp.signing.ForwardSealing;
import dev.yubin.smtp.signing.SubmissionSigning;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({HostProperties.class, TlsProperties.class})
class SessionConfiguration {
  /// One part in so many of the heap.
  private static final int SHARE_OF_ARRIVING_MAIL = 4;

  @Bean
  ServerTls serverTls(TlsProperties properties, SslBundles bundles, HostProperties host) {
    return ServerTls.of(properties, bundles, host.hostnameOrMachineName());
  }

  @Bean
  SmtpMeters smtpMeters(MeterRegistry registry) {
    return new SmtpMeters(registry);
  }

  @Bean
  Answers answers(
      HostProperties host,
      SmtpProperties properties,
      Recipients recipients,
      ClientLogins logins,
      SendingAllowance allowance,
      SmtpMeters meters,
      Acceptance acceptance,
      GreetingProperties greeting,
      Optional<Greylist> greylist) {
    long maxSize = properties.maxMessageSize().toBytes();
    AuthAnswer auth = new AuthAnswer(logins, host.hostnameOrMachineName());
    return new Answers(
        new Greeting(host.hostnameOrMachineName(), greeting.greetingDelay()),
        new HelloAnswer(
            host.hostnameOrMachineName(),
            maxSize,
            properties.maxRecipients(),
            properties.maxHold(),
            auth),
        auth,
        new MailAnswer(recipients, maxSize, properties.maxHold()),
        new RcptAnswer(recipients, properties.maxRecipients(), allowance, greylist, meters),
        new DataAnswer(acceptance, properties.dataTimeout()),
        new BdatAnswer(acceptance, properties.dataTimeout()));
  }

  @Bean
  Acceptance acceptance(
      HostProperties host,
      SmtpProperties properties,
      MailPublisher publisher,
      EventTopic events,
      Recipients recipients,
      Examiners examiners,
      SmtpMeters meters) {
    return new Acceptance(
        publisher,
        new ArrivalMemory(Runtime.getRuntime().maxMemory() / SHARE_OF_ARRIVING_MAIL),
        events,
        meters,
        new FromCheck(recipients),
        examiners,
        host.hostnameOrMachineName(),
        properties.maxMessageSize().toBytes());
  }

  /// Mail from outside is judged, and sealed where it goes on from here; mail from our own users
  /// is signed, and what a trusted network relays is signed where it is ours. What comes by LMTP
  /// was judged by who hands it in, and may be from anybody.
  @Bean
  Examiners examiners(Inspector inspector, DomainKeys keys, Recipients recipients) {
    ForwardSealing sealing = new ForwardSealing(keys, recipients, InstantSource.system());
    return (transaction, state) -> {
      if (state.role() == Role.LMTP) {
        return new Unexamined();
      }
      return state.mayRelay()
          ? new SubmissionSigning(keys, recipients::isOurDomain, InstantSource.system())
          : inspector.begin(sender(transaction, state), sealing.of(transaction.envelope()));
    };
  }

  private static Sender sender(Transaction transaction, SessionState state) {
    return new Sender(
        state.connection().clientAddress(),
        state.hello().map(Hello::name).orElse("unknown"),
        transaction.mail().reversePath());
  }

  @Bean
  SmtpListeners smtpListeners(
      HostProperties host,
      SmtpProperties properties,
      Answers answers,
      ServerTls tls,
      MeterRegistry meters) {
    return new SmtpListeners(host, properties, answers, tls, meters);
  }

  @Bean
  HealthIndicator listenersHealthIndicator(SmtpListeners listeners) {
    return () -> (listeners.areListening() ? Health.up() : Health.outOfService()).build();
  }
}
