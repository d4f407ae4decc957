package dev.yubin.delivery.outbound;

import dev.yubin.delivery.client.TlsFailure;
import dev.yubin.delivery.client.TlsPolicy;
import dev.yubin.delivery.client.TlsPolicy.Demand;
import dev.yubin.delivery.client.TlsPolicy.Proof;
import dev.yubin.delivery.client.TlsPolicy.Source;
import dev.yubin.delivery.outbound.OutboundProperties.TlsRule;
import dev.yubin.dns.MailHost;
import dev.yubin.dns.TlsWishes.Mode;
import dev.yubin.dns.TlsWishes.MtaSts;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How sessions to the hosts of a domain are to be encrypted: as our postmaster says, else as the
/// host's TLSA records say, else as the domain's MTA-STS policy says, else as well as it can be.
///
/// @param rules by domain, lower case
record TlsPolicies(Map<String, TlsRule> rules) {

  /// @param sts the domain's policy; null when it has none
  TlsPolicy of(String domain, MailHost host, @Nullable MtaSts sts) {
    TlsRule rule = rules.get(domain.toLowerCase(Locale.ROOT));
    if (rule != null) {
      return local(rule, domain, host);
    }
    if (host.dane() != null) {
      // RFC 8461 §2: MTA-STS must not let through what DANE does not.
      return TlsPolicy.dane(Source.DANE, host.dane(), domain);
    }
    return sts == null ? TlsPolicy.OPPORTUNISTIC : mtaSts(sts, host);
  }

  private static TlsPolicy local(TlsRule rule, String domain, MailHost host) {
    return switch (rule) {
      case NONE -> new TlsPolicy(Source.LOCAL, Demand.NEVER, new Proof.Nothing());
      case MAY -> new TlsPolicy(Source.LOCAL, Demand.MAY, new Proof.Nothing());
      case ENCRYPT -> new TlsPolicy(Source.LOCAL, Demand.MUST, new Proof.Nothing());
      case VERIFY -> new TlsPolicy(Source.LOCAL, Demand.MUST, new Proof.Pkix(host.name()));
      case DANE_ONLY -> {
        TlsPolicy dane =
            host.dane() == null ? null : TlsPolicy.dane(Source.LOCAL, host.dane(), domain);
        yield dane != null && dane.proof() instanceof Proof.Dane
            ? dane
            : new TlsPolicy(
                Source.LOCAL, Demand.MUST, new Proof.Impossible(TlsFailure.DANE_REQUIRED));
      }
    };
  }

  private static TlsPolicy mtaSts(MtaSts sts, MailHost host) {
    return new TlsPolicy(
        Source.MTA_STS,
        sts.mode() == Mode.ENFORCE ? Demand.MUST : Demand.MAY,
        names(sts, host.name())
            ? new Proof.Pkix(host.name())
            : new Proof.Impossible(TlsFailure.STS_POLICY_INVALID));
  }

  /// Whether a policy names a host (RFC 8461 §4.1): an asterisk stands for exactly one label.
  static boolean names(MtaSts sts, String host) {
    int dot = host.indexOf('.');
    return sts.mx().stream()
        .map(pattern -> pattern.toLowerCase(Locale.ROOT))
        .anyMatch(
            pattern ->
                pattern.equals(host)
                    || pattern.startsWith("*.")
                        && dot > 0
                        && pattern.equals("*" + host.substring(dot)));
  }
}
