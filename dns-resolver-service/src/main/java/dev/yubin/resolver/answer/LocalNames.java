package dev.yubin.resolver.answer;

import dev.yubin.dns.DnssecState;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/// The special-use names that a resolver answers itself and never asks the DNS for (RFC 6761).
public final class LocalNames {
  private static final Duration TTL = Duration.ofHours(1);
  private static final Name LOCALHOST = Name.fromConstantString("localhost.");
  private static final Name INVALID = Name.fromConstantString("invalid.");
  private static final Name ONION = Name.fromConstantString("onion.");
  private static final Name TEST = Name.fromConstantString("test.");

  private final List<Name> absent = new ArrayList<>(List.of(INVALID, ONION));

  /// @param publicDns true when the upstreams are those of the public DNS, which has no `test.`
  ///     (RFC 6761 §6.2); upstreams that somebody chose are asked, since test networks live there
  public LocalNames(boolean publicDns) {
    if (publicDns) {
      absent.add(TEST);
    }
  }

  Optional<Answer> answer(Question question) {
    if (question.name().subdomain(LOCALHOST)) {
      return Optional.of(localhost(question));
    }
    // RFC 6761 §6.4, RFC 7686 §2
    return absent.stream().anyMatch(question.name()::subdomain)
        ? Optional.of(new Answer.NoSuchName(content(question, List.of())))
        : Optional.empty();
  }

  /// RFC 6761 §6.3
  private static Answer localhost(Question question) {
    return switch (question.type()) {
      case Type.A -> new Answer.Found(content(question, List.of(v4(question.name()))));
      case Type.AAAA -> new Answer.Found(content(question, List.of(v6(question.name()))));
      default -> new Answer.NoData(content(question, List.of()));
    };
  }

  private static Record v4(Name name) {
    return new ARecord(name, DClass.IN, TTL.toSeconds(), InetAddress.ofLiteral("127.0.0.1"));
  }

  private static Record v6(Name name) {
    return new AAAARecord(name, DClass.IN, TTL.toSeconds(), InetAddress.ofLiteral("::1"));
  }

  private static Content content(Question question, List<Record> answers) {
    return new Content(
        question.name(), answers, List.of(), DnssecState.INDETERMINATE, TTL, Duration.ZERO);
  }
}
