package dev.yubin.delivery.client;

import dev.yubin.delivery.client.TlsPolicy.Demand;
import dev.yubin.delivery.client.TlsPolicy.Proof;
import dev.yubin.delivery.client.TlsPolicy.Source;
import java.net.InetSocketAddress;
import java.util.List;

/// A host that a mail is handed to.
///
/// @param name as the MX record or the configuration has it; the SNI of TLS
/// @param preference of the MX record; equal ones are as good as each other
/// @param addresses resolved, in the order to try
/// @param trusted whether nobody can have put the name there who should not: the DNS has signed it,
///     the domain's MTA-STS policy names it, or we were told it
/// @param tls how sessions to it are to be encrypted
/// @param access how it is spoken to
public record RemoteHost(
    String name,
    int preference,
    List<InetSocketAddress> addresses,
    boolean trusted,
    TlsPolicy tls,
    Access access) {
  public RemoteHost {
    addresses = List.copyOf(addresses);
  }

  /// A host that takes mail from anyone.
  public RemoteHost(
      String name,
      int preference,
      List<InetSocketAddress> addresses,
      boolean trusted,
      TlsPolicy tls) {
    this(name, preference, addresses, trusted, tls, Access.ANYONE);
  }

  /// A host that nobody wants anything of.
  public RemoteHost(String name, List<InetSocketAddress> addresses, boolean trusted) {
    this(name, 0, addresses, trusted, TlsPolicy.OPPORTUNISTIC);
  }

  /// The same, its sessions encrypted otherwise.
  public RemoteHost with(TlsPolicy other) {
    return new RemoteHost(name, preference, addresses, trusted, other, access);
  }

  /// The same for mail that requires TLS: with a certificate that proves the host's name, or not at
  /// all (RFC 8689 §4.2.1).
  public RemoteHost requiringTls() {
    Proof proof =
        switch (tls.proof()) {
          case Proof.Dane dane -> dane;
          case Proof.Nothing _, Proof.Pkix _, Proof.Impossible _ ->
              // Whoever can forge an MX record can have a certificate for the name in it.
              trusted ? new Proof.Pkix(name) : new Proof.Impossible(TlsFailure.DNSSEC_INVALID);
        };
    return with(new TlsPolicy(Source.REQUIRETLS, Demand.MUST, proof));
  }

  String sni() {
    // RFC 7672 §8.1: the TLSA base domain.
    return tls.proof() instanceof Proof.Dane(var dane, var _) ? dane.base() : name;
  }
}
