package dev.yubin.smtp.session;

import dev.yubin.mail.MailPublisher;
import dev.yubin.server.HostProperties;
import dev.yubin.server.sasl.ClientLogins;
import dev.yubin.server.tls.ServerTls;
import dev.yubin.server.tls.TlsProperties;
import dev.yubin.smtp.allowance.SendingAllowance;
import dev.yubin.smtp.command.Hello;
import dev.yubin.smtp.inspection.Inspector;
import dev.yubin.smtp.inspection.Sender;
import dev.yubin.smtp.publish.MailEvents;
import dev.yubin.smtp.recipient.Recipients;
import dev.yubin.smtp.signing.DomainKeys;
import dev.yubin.smtp.signing.SubmissionSigning;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({HostProperties.class, TlsProperties.class})
class SessionConfiguration {

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
      Acceptance acceptance) {
    long maxSize = properties.maxMessageSize().toBytes();
    AuthAnswer auth = new AuthAnswer(logins, host.hostnameOrMachineName());
    return new Answers(
        new HelloAnswer(host.hostnameOrMachineName(), maxSize, auth),
        auth,
        new MailAnswer(recipients, maxSize),
        new RcptAnswer(recipients, properties.maxRecipients(), allowance, meters),
        new DataAnswer(acceptance, properties.dataTimeout()),
        new BdatAnswer(acceptance, properties.dataTimeout()));
  }

  @Bean
  Acceptance acceptance(
      HostProperties host,
      SmtpProperties properties,
      MailPublisher publisher,
      MailEvents events,
      Recipients recipients,
      Examiners examiners,
      SmtpMeters meters) {
    return new Acceptance(
        publisher,
        events,
        meters,
        new FromCheck(recipients),
        examiners,
        host.hostnameOrMachineName(),
        properties.maxMessageSize().toBytes());
  }

  /// Mail from outside is judged, mail from our own users is signed, and what a trusted network
  /// relays is signed where it is ours.
  @Bean
  Examiners examiners(Inspector inspector, DomainKeys keys, Recipients recipients) {
    return (mail, state) ->
        state.mayRelay()
            ? new SubmissionSigning(keys, recipients::isOurDomain, InstantSource.system())
            : inspector.begin(
                new Sender(
                    state.connection().clientAddress(),
                    state.hello().map(Hello::name).orElse("unknown"),
                    mail.reversePath()));
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
