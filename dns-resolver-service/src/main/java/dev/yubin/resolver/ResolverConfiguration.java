package dev.yubin.resolver;

import dev.yubin.resolver.answer.AnswerCache;
import dev.yubin.resolver.answer.CacheProperties;
import dev.yubin.resolver.answer.DnssecMode;
import dev.yubin.resolver.answer.LocalNames;
import dev.yubin.resolver.answer.LocalZones;
import dev.yubin.resolver.answer.NameResolver;
import dev.yubin.resolver.answer.Validation;
import dev.yubin.resolver.iteration.Iteration;
import dev.yubin.resolver.iteration.IterationProperties;
import dev.yubin.resolver.server.DnsServer;
import dev.yubin.resolver.server.Responder;
import dev.yubin.resolver.trust.TrustProperties;
import dev.yubin.resolver.trust.TrustedRoot;
import dev.yubin.resolver.upstream.NameServers;
import dev.yubin.resolver.upstream.Source;
import dev.yubin.resolver.upstream.Upstreams;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Puts the resolver together: upstreams, validation, cache, server.
@Configuration(proxyBeanMethods = false)
class ResolverConfiguration {
  @Bean(destroyMethod = "shutdownNow")
  ExecutorService dnsExecutor() {
    return Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("dns-", 0).factory());
  }

  @Bean
  Source source(DnsProperties dns, ExecutorService dnsExecutor, MeterRegistry metrics)
      throws NoSuchAlgorithmException {
    IterationProperties iteration = dns.iteration();
    if (iteration.enabled()) {
      NameServers servers = new NameServers(dns.timeout(), dnsExecutor, metrics);
      return new Iteration(iteration.hints(), iteration.port(), servers);
    }
    SSLContext tls = SSLContext.getDefault();
    return new Upstreams(dns.upstreams(), dns.timeout(), tls, dnsExecutor, metrics);
  }

  @Bean
  TrustedRoot trustedRoot(DnsProperties dns, TrustProperties trust, Source source) {
    boolean asking = dns.dnssec() != DnssecMode.OFF;
    return new TrustedRoot(trust, source, InstantSource.system(), asking);
  }

  @Bean
  Validation validation(
      DnsProperties dns, Source source, TrustedRoot root, ExecutorService dnsExecutor) {
    return new Validation(dns.dnssec(), source, root::anchors, dnsExecutor);
  }

  @Bean
  AnswerCache answerCache(
      CacheProperties rules, ExecutorService dnsExecutor, MeterRegistry metrics) {
    return new AnswerCache(rules, dnsExecutor, metrics);
  }

  @Bean
  NameResolver nameResolver(DnsProperties dns, AnswerCache cache, Validation validation) {
    LocalZones zones = LocalZones.read(dns.zones());
    boolean publicDns = dns.upstreams().isEmpty() && dns.iteration().rootHints().isEmpty();
    return new NameResolver(zones, new LocalNames(publicDns), cache, validation);
  }

  @Bean
  Responder responder(DnsProperties dns, NameResolver resolver, MeterRegistry metrics) {
    return new Responder(resolver, dns.allowedNetworks(), dns.responsesPerSecond(), metrics);
  }

  @Bean
  DnsServer dnsServer(DnsProperties dns, BindProperties bind, Responder responder) {
    return new DnsServer(bind.needed(), dns.port(), responder);
  }
}
