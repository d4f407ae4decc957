package dev.yubin.smtp.login;

import dev.yubin.auth.CredentialProofs;
import dev.yubin.auth.ScramKeys;
import dev.yubin.server.oauth.JwtVerifier;
import dev.yubin.server.oauth.OauthProperties;
import dev.yubin.server.sasl.ClientLogins;
import dev.yubin.server.sasl.SaslMechanisms;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.web.client.ResourceAccessException;

/// The other side of the contract, with two accounts whose password is `yubin-demo`. Nobody can be
/// asked about `down@example.test`, and too many logins have failed to `guessed@example.test`.
public final class TestLogins implements CredentialProofs {
  private static final byte[] SALT = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final int ITERATIONS = 4_096;
  private static final ScramKeys KEYS = ScramKeys.of("yubin-demo", SALT, ITERATIONS);

  final AtomicInteger verifications = new AtomicInteger();

  /// Who asked for a proof to be verified.
  final List<String> clients = new CopyOnWriteArrayList<>();

  static final Duration RETRY_AFTER = Duration.ofMinutes(12);

  public static ClientLogins ofClients() {
    return ofClients(new OauthProperties(null, null, null, "email"));
  }

  public static ClientLogins ofClients(OauthProperties oauth) {
    TestLogins logins = new TestLogins();
    RecentLogins recent = new RecentLogins(Duration.ofMinutes(1));
    return client ->
        new SaslMechanisms(
            new ScramAuthenticator(new ClientProofs(logins, client), recent),
            Optional.of(new RemoteScramKeeper(new ClientProofs(logins, client))),
            JwtVerifier.of(oauth, new RemoteAccounts(logins)));
  }

  ClientProofs of(String client) {
    return new ClientProofs(this, InetAddress.ofLiteral(client));
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
    clients.add(proof.client());
    if (address.startsWith("guessed@")) {
      return Verdict.limited(RETRY_AFTER);
    }
    return isKnown(address) && KEYS.accepts(proof.authMessage(), proof.clientProof())
        ? Verdict.accepted(address, KEYS.serverSignature(proof.authMessage()))
        : Verdict.refused(Duration.ZERO);
  }
}
