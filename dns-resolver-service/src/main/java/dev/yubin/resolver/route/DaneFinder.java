package dev.yubin.resolver.route;

import dev.yubin.dns.DnssecState;
import dev.yubin.dns.MailHost;
import dev.yubin.resolver.answer.Answer;
import dev.yubin.resolver.answer.Content;
import dev.yubin.resolver.answer.NameResolver;
import dev.yubin.resolver.answer.Question;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.xbill.DNS.Name;
import org.xbill.DNS.NameTooLongException;
import org.xbill.DNS.TLSARecord;
import org.xbill.DNS.Type;

/// Finds the TLSA records of a host (RFC 7672 §2.2). Only what DNSSEC secures counts.
@Component
final class DaneFinder {
  private static final Name SMTP = Name.fromConstantString("_25._tcp");

  private static final int MAX_NAME = 255;

  private final NameResolver resolver;

  DaneFinder(NameResolver resolver) {
    this.resolver = resolver;
  }

  /// @param v6 and `v4` what was answered about the addresses of the host
  DaneLookup find(Name host, Answer v6, Answer v4) {
    List<Content> addresses =
        Stream.of(v6, v4)
            .filter(Answer.Conclusive.class::isInstance)
            .map(answer -> ((Answer.Conclusive) answer).content())
            .toList();
    return addresses.isEmpty()
        ? DaneLookup.NOT_ASKED
        : ask(bases(host, addresses).stream().filter(DaneFinder::hasRoom).toList());
  }

  /// RFC 7672 §2.2.2: the name at the end of the aliases first, then the name itself. Where the
  /// addresses are not secure, the name itself is good if at least its own alias is.
  private List<Name> bases(Name host, List<Content> addresses) {
    Name end = addresses.getFirst().canonicalName();
    if (addresses.stream().allMatch(DaneFinder::isSecure)) {
      return end.equals(host) ? List.of(host) : List.of(end, host);
    }
    boolean secureAlias =
        !end.equals(host)
            && resolver.answer(Question.of(host, Type.CNAME)) instanceof Answer.Found(Content alias)
            && isSecure(alias);
    return secureAlias ? List.of(host) : List.of();
  }

  private DaneLookup ask(List<Name> bases) {
    List<Content> contents = new ArrayList<>();
    for (Name base : bases) {
      switch (resolver.answer(Question.of(tlsaName(base), Type.TLSA))) {
        case Answer.Found(Content content) when isSecure(content) -> {
          contents.add(content);
          return new DaneLookup(dane(base, content), contents, null);
        }
        case Answer.Conclusive none -> contents.add(none.content());
        // RFC 7672 §2.1.2: the host must not be used as if it had none.
        case Answer.Failed(String reason) -> {
          return new DaneLookup(null, contents, "TLSA of " + base + ": " + reason);
        }
        case Answer.Bogus(String reason, _) -> {
          return new DaneLookup(null, contents, "TLSA of " + base + " is bogus: " + reason);
        }
      }
    }
    return new DaneLookup(null, contents, null);
  }

  /// A longer name has no room for the labels in front, and so no TLSA records (RFC 1035 §2.3.4).
  private static boolean hasRoom(Name base) {
    return base.length() + SMTP.length() <= MAX_NAME;
  }

  private static Name tlsaName(Name base) {
    try {
      return Name.concatenate(SMTP, base);
    } catch (NameTooLongException e) {
      throw new IllegalStateException(e);
    }
  }

  private static MailHost.Dane dane(Name base, Content content) {
    return new MailHost.Dane(
        MailRouteFinder.text(base),
        content.records(TLSARecord.class).map(DaneFinder::association).toList());
  }

  private static MailHost.Tlsa association(TLSARecord r) {
    return new MailHost.Tlsa(
        r.getCertificateUsage(),
        r.getSelector(),
        r.getMatchingType(),
        HexFormat.of().formatHex(r.getCertificateAssociationData()));
  }

  private static boolean isSecure(Content content) {
    return content.dnssec() == DnssecState.SECURE;
  }
}
