package dev.yubin.resolver.mtasts;

import dev.yubin.resolver.answer.Answer;
import dev.yubin.resolver.answer.Content;
import dev.yubin.resolver.answer.NameResolver;
import dev.yubin.resolver.answer.Question;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/// The addresses of policy servers, by our own resolver.
final class PolicyHosts implements DnsResolver {
  private final NameResolver resolver;

  PolicyHosts(NameResolver resolver) {
    this.resolver = resolver;
  }

  /// IPv4 first: a policy host without it is hardly known.
  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    Name name = name(host);
    List<InetAddress> found = new ArrayList<>();
    if (resolver.answer(Question.of(name, Type.A)) instanceof Answer.Found(Content content)) {
      content.records(ARecord.class).map(ARecord::getAddress).forEach(found::add);
    }
    if (resolver.answer(Question.of(name, Type.AAAA)) instanceof Answer.Found(Content content)) {
      content.records(AAAARecord.class).map(AAAARecord::getAddress).forEach(found::add);
    }
    if (found.isEmpty()) {
      throw new UnknownHostException(host + " has no address");
    }
    return found.toArray(InetAddress[]::new);
  }

  @Override
  public String resolveCanonicalHostname(String host) {
    return host;
  }

  private static Name name(String host) throws UnknownHostException {
    try {
      return Name.fromString(host, Name.root);
    } catch (TextParseException e) {
      throw new UnknownHostException(host + " is no name");
    }
  }
}
