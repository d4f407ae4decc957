package dev.yubin.smtp.login;

import dev.yubin.auth.CredentialProofs;
import dev.yubin.auth.ScramKeys;
import dev.yubin.server.oauth.JwtVerifier;
import dev.yubin.server.oauth.OauthProperties;
import dev.yubin.server.sasl.SaslMechanisms;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.web.client.ResourceAccessException;

/// The other side of the contract, with two accounts whose password is `yubin-demo`. Nobody can be
/// asked about `down@example.test`.
public final class TestLogins implements CredentialProofs {
  private static final byte[] SALT = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final int ITERATIONS = 4_096;
  private static final ScramKeys KEYS = ScramKeys.of("yubin-demo", SALT, ITERATIONS);

  final AtomicInteger verifications = new AtomicInteger();

  public static SaslMechanisms mechanisms() {
    return mechanisms(new OauthProperties(null, null, null, "email"));
  }

  public static SaslMechanisms mechanisms(OauthProperties oauth) {
    TestLogins logins = new TestLogins();
    return new SaslMechanisms(
        new ScramAuthenticator(logins, new RecentLogins(Duration.ofMinutes(1))),
        Optional.of(new RemoteScramKeeper(logins)),
        JwtVerifier.of(oauth, new RemoteAccounts(logins)));
  }

  @Override
  public Salt salt(String address) {
    if (address.startsWith("down@")) {
      throw new ResourceAccessException("connection refused");
    }
    return new Salt(SALT, ITERATIONS);
  }

  @Override
  public Standing standing(String address) {
    if (address.startsWith("down@")) {
      throw new ResourceAccessException("connection refused");
    }
    return isKnown(address) ? new Standing(true, address) : Standing.NONE;
  }

  private static boolean isKnown(String address) {
    return address.equals("alice@example.test") || address.equals("bob@example.test");
  }

  @Override
  public Verdict verify(String address, Proof proof) {
    verifications.incrementAndGet();
    return isKnown(address) && KEYS.accepts(proof.authMessage(), proof.clientProof())
        ? new Verdict(true, address, KEYS.serverSignature(proof.authMessage()))
        : Verdict.REFUSED;
  }
}
