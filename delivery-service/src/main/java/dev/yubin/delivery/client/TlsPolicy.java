package dev.yubin.delivery.client;

import dev.yubin.dns.MailHost;
import java.util.HashSet;
import java.util.Set;

/// How a session to a host is to be encrypted, and who wants it so.
///
/// @param source who wants it
/// @param demand whether there must be TLS; where it must and cannot be, the mail does not go
/// @param proof what the host has to prove by its certificate
public record TlsPolicy(Source source, Demand demand, Proof proof) {

  /// As well as the host can, down to not at all (RFC 7435 §3).
  public static final TlsPolicy OPPORTUNISTIC =
      new TlsPolicy(Source.NONE, Demand.MAY, new Proof.Nothing());

  /// Whose policy it is.
  public enum Source {
    NONE("none"),
    /// Our own postmaster's, for a domain.
    LOCAL("local"),
    /// The TLSA records of the host (RFC 7672).
    DANE("dane"),
    /// The policy of the recipient's domain (RFC 8461).
    MTA_STS("mta-sts"),
    /// The sender's (RFC 8689).
    REQUIRETLS("requiretls");

    private final String keyword;

    Source(String keyword) {
      this.keyword = keyword;
    }

    /// As logs and events have it.
    public String keyword() {
      return keyword;
    }
  }

  /// Whether a session is encrypted.
  public enum Demand {
    NEVER,
    MAY,
    MUST
  }

  /// What a certificate is held against.
  public sealed interface Proof {

    /// Any certificate will do.
    record Nothing() implements Proof {}

    /// An authority that we trust says that it is the name's.
    record Pkix(String name) implements Proof {}

    /// An association matches it (RFC 7672 §3).
    ///
    /// @param names one of which a certificate under an association of usage 2 must have
    record Dane(MailHost.Dane dane, Set<String> names) implements Proof {
      public Dane {
        names = Set.copyOf(names);
      }
    }

    /// None will do: the host is not one that the policy allows.
    record Impossible(TlsFailure failure) implements Proof {}
  }

  /// What the TLSA records of a host ask for.
  ///
  /// @param domain whose mail it is; a certificate under an association of usage 2 may name it, too
  public static TlsPolicy dane(Source source, MailHost.Dane dane, String domain) {
    if (dane.associations().stream().noneMatch(DaneCheck::isUsable)) {
      // RFC 7672 §2.2: encrypted nevertheless.
      return new TlsPolicy(source, Demand.MUST, new Proof.Nothing());
    }
    // RFC 7672 §3.2.2. Where no name matters, all domains of the host share its sessions.
    Set<String> names = new HashSet<>(Set.of(dane.base()));
    if (DaneCheck.needsNames(dane.associations())) {
      names.add(domain);
    }
    return new TlsPolicy(source, Demand.MUST, new Proof.Dane(dane, names));
  }

  boolean isMandatory() {
    return demand == Demand.MUST;
  }

  /// Whether a sender that prefers delivery to encryption may have it set aside: what the
  /// recipient's side has published, not what our postmaster wants (RFC 8689 §4.2.2).
  public boolean canBeWaived() {
    return isMandatory() && (source == Source.DANE || source == Source.MTA_STS);
  }
}
