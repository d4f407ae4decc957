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
    HttpsGet https = new HttpsGet(tls, port, Duration.ofSeconds(10));
    Policies policies = new Policies(fixture.resolver, https, fixture.executor);
    return new TlsWishesFinder(fixture.resolver, policies, fixture.executor);
  }
}
