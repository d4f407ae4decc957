package dev.yubin.resolver.mtasts;

import dev.yubin.resolver.answer.TestResolver;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import javax.net.ssl.SSLContext;

/// The finder over a test's resolver.
public final class TestWishes {
  private TestWishes() {}

  /// Where no policy can be fetched.
  public static TlsWishesFinder without(TestResolver fixture) {
    try {
      return at(fixture, SSLContext.getDefault(), 1);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static TlsWishesFinder at(TestResolver fixture, SSLContext tls, int port) {
    return at(fixture, tls, port, Duration.ofSeconds(10));
  }

  /// @param wait of a question for a fetch
  static TlsWishesFinder at(TestResolver fixture, SSLContext tls, int port, Duration wait) {
    PolicyServer https =
        new PolicyServer(
            tls, new PolicyHosts(fixture.resolver), port, Duration.ofSeconds(10), fixture.executor);
    Policies policies = new Policies(https, wait, fixture.executor);
    return new TlsWishesFinder(fixture.resolver, policies, fixture.executor);
  }
}
