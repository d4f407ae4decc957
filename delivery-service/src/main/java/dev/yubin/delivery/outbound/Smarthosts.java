package dev.yubin.delivery.outbound;

import dev.yubin.delivery.client.Access;
import dev.yubin.delivery.client.Access.Protocol;
import dev.yubin.delivery.client.TlsPolicy;
import dev.yubin.delivery.client.TlsPolicy.Demand;
import dev.yubin.delivery.client.TlsPolicy.Proof;
import dev.yubin.delivery.client.TlsPolicy.Source;
import dev.yubin.delivery.login.Login;
import dev.yubin.delivery.outbound.OutboundProperties.TlsRule;
import java.net.InetAddress;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Makes hosts of what the postmaster writes for them, with the logins to them and the TLS that he
/// wants.
///
/// @param rules by domain or host, lower case
record Smarthosts(Map<String, TlsRule> rules, LoginProperties logins) {

  /// @param property where the text stands
  /// @throws IllegalArgumentException when the text is no host with a port, or its login would go
  ///     to a host that does not prove its name
  Smarthost parse(String property, String text) {
    HostUri uri = HostUri.parse(property, text);
    @Nullable Login login = logins.of(uri.host()).orElse(null);
    @Nullable TlsRule rule = rules.get(uri.host().toLowerCase(Locale.ROOT));
    return new Smarthost(
        uri.host(), uri.port(), tls(uri, rule, login), new Access(uri.protocol(), login));
  }

  private static TlsPolicy tls(HostUri uri, @Nullable TlsRule rule, @Nullable Login login) {
    if (rule == null) {
      // Who says a password, or was told that there is TLS, wants to know to whom.
      return login != null || uri.protocol() == Protocol.SMTPS
          ? local(Demand.MUST, verify(uri))
          : TlsPolicy.OPPORTUNISTIC;
    }
    if (!allowed(uri, login).contains(rule)) {
      throw new IllegalArgumentException(
          "yubin.delivery.tls.domains[%s]=%s must be one of %s for a host of which %s"
              .formatted(
                  uri.host(), text(rule), texts(allowed(uri, login)), circumstances(uri, login)));
    }
    return switch (rule) {
      case NONE -> local(Demand.NEVER, new Proof.Nothing());
      case MAY -> local(Demand.MAY, new Proof.Nothing());
      case ENCRYPT -> local(Demand.MUST, new Proof.Nothing());
      case VERIFY, DANE_ONLY -> local(Demand.MUST, verify(uri));
    };
  }

  /// No host is asked for by DNSSEC, so that `dane-only` is never among them.
  private static Set<TlsRule> allowed(HostUri uri, @Nullable Login login) {
    if (login != null) {
      return EnumSet.of(TlsRule.VERIFY);
    }
    return uri.protocol() == Protocol.SMTPS
        ? EnumSet.of(TlsRule.ENCRYPT, TlsRule.VERIFY)
        : EnumSet.of(TlsRule.NONE, TlsRule.MAY, TlsRule.ENCRYPT, TlsRule.VERIFY);
  }

  private static String circumstances(HostUri uri, @Nullable Login login) {
    if (login != null) {
      return "yubin.delivery.logins has a password";
    }
    return uri.protocol() == Protocol.SMTPS ? "the scheme is smtps" : "the DNS is not asked";
  }

  private static String text(TlsRule rule) {
    return rule.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String texts(Set<TlsRule> rules) {
    return rules.stream().map(Smarthosts::text).collect(Collectors.joining(", "));
  }

  private static TlsPolicy local(Demand demand, Proof proof) {
    return new TlsPolicy(Source.LOCAL, demand, proof);
  }

  private static Proof verify(HostUri uri) {
    try {
      // As a certificate has an address.
      return new Proof.Pkix(InetAddress.ofLiteral(uri.host()).getHostAddress());
    } catch (IllegalArgumentException e) {
      return new Proof.Pkix(uri.host());
    }
  }
}
