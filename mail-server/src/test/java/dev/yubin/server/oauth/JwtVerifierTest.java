package dev.yubin.server.oauth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yubin.mail.EmailAddress;
import dev.yubin.server.sasl.Authenticator.Result;
import dev.yubin.server.sasl.TokenVerifier;
import dev.yubin.testing.sasl.TokenIssuer;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Against a real issuer over HTTP.
class JwtVerifierTest {
  private static final String ALICE = "alice@example.test";
  private static final Result ACCEPTED = new Result.Accepted(EmailAddress.of(ALICE));
  private static final Result REFUSED = new Result.Refused();
  private static final Result UNAVAILABLE = new Result.Unavailable();

  private final TokenIssuer issuer = new TokenIssuer();
  private final TokenVerifier verifier = verifier(issuer.url(), null, "email");

  @AfterEach
  void stop() {
    issuer.close();
  }

  private static TokenVerifier verifier(URI issuer, @Nullable URI keys, String claim) {
    OauthProperties properties = new OauthProperties(issuer, TokenIssuer.AUDIENCE, keys, claim);
    return JwtVerifier.of(properties, JwtVerifierTest::account).orElseThrow();
  }

  private static Result account(EmailAddress address) {
    return address.key().equals(ALICE) ? ACCEPTED : REFUSED;
  }

  private Result with(String claim, Object value) {
    Map<String, Object> claims = issuer.claims(ALICE);
    claims.put(claim, value);
    return verifier.verify(ALICE, issuer.token(claims));
  }

  private Result without(String claim) {
    Map<String, Object> claims = issuer.claims(ALICE);
    claims.remove(claim);
    return verifier.verify(ALICE, issuer.token(claims));
  }

  @Test
  void acceptsATokenOfTheIssuer() {
    assertThat(verifier.verify(ALICE, issuer.token(ALICE))).isEqualTo(ACCEPTED);
    assertThat(verifier.verify("Alice@Example.TEST", issuer.token(ALICE))).isEqualTo(ACCEPTED);
    assertThat(verifier.verify("", issuer.token(ALICE))).isEqualTo(ACCEPTED);
    assertThat(issuer.fetches()).isEqualTo(1);
  }

  /// RFC 7519 §4.1.3.
  @Test
  void acceptsOneOfSeveralAudiences() {
    assertThat(with("aud", List.of("files", TokenIssuer.AUDIENCE))).isEqualTo(ACCEPTED);
    assertThat(with("aud", List.of("files"))).isEqualTo(REFUSED);
    assertThat(with("aud", "files")).isEqualTo(REFUSED);
    assertThat(without("aud")).isEqualTo(REFUSED);
  }

  @Test
  void refusesAnotherIssuer() {
    assertThat(with("iss", "https://other.test")).isEqualTo(REFUSED);
    assertThat(without("iss")).isEqualTo(REFUSED);
  }

  @Test
  void refusesWhatHasExpiredAMinuteAgoAndWhatNeverDoes() {
    long now = Instant.now().getEpochSecond();
    assertThat(with("exp", now - 20)).isEqualTo(ACCEPTED);
    assertThat(with("exp", now - 120)).isEqualTo(REFUSED);
    assertThat(with("nbf", now + 120)).isEqualTo(REFUSED);
    assertThat(without("exp")).isEqualTo(REFUSED);
  }

  /// RFC 8725 §2.1, §3.1.
  @Test
  void refusesTokensThatAreNotSignedWithAPrivateKey() throws Exception {
    Map<String, Object> claims = issuer.claims(ALICE);
    assertThat(verifier.verify(ALICE, issuer.forged("none", claims, new byte[0])))
        .isEqualTo(REFUSED);
    String unsigned = issuer.forged("HS256", claims, new byte[0]);
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec("key-0".getBytes(UTF_8), "HmacSHA256"));
    byte[] forged = mac.doFinal(unsigned.substring(0, unsigned.length() - 1).getBytes(UTF_8));
    assertThat(verifier.verify(ALICE, issuer.forged("HS256", claims, forged))).isEqualTo(REFUSED);
    assertThat(verifier.verify(ALICE, issuer.forged("RS256", claims, new byte[256])))
        .isEqualTo(REFUSED);
    assertThat(verifier.verify(ALICE, "x")).isEqualTo(REFUSED);
    assertThat(verifier.verify(ALICE, "a.b.c")).isEqualTo(REFUSED);
  }

  @Test
  void refusesUnknownAccountsAndTokensOfOthers() {
    assertThat(verifier.verify("bob@example.test", issuer.token("bob@example.test")))
        .isEqualTo(REFUSED);
    assertThat(verifier.verify("bob@example.test", issuer.token(ALICE))).isEqualTo(REFUSED);
    assertThat(verifier.verify(ALICE, issuer.token("bob@example.test"))).isEqualTo(REFUSED);
    assertThat(with("email", "alice")).isEqualTo(REFUSED);
    assertThat(without("email")).isEqualTo(REFUSED);
  }

  /// OpenID Connect Core 1.0 §5.1.
  @Test
  void refusesAnAddressThatTheIssuerHasNotVerified() {
    assertThat(with("email_verified", false)).isEqualTo(REFUSED);
    assertThat(with("email_verified", true)).isEqualTo(ACCEPTED);
  }

  @Test
  void takesTheAccountFromAnotherClaim() {
    TokenVerifier byName = verifier(issuer.url(), null, "preferred_username");
    Map<String, Object> claims = issuer.claims("other@example.test");
    claims.put("preferred_username", ALICE);
    assertThat(byName.verify(ALICE, issuer.token(claims))).isEqualTo(ACCEPTED);
  }

  @Test
  void findsAKeyThatIsNew() {
    String old = issuer.token(ALICE);
    assertThat(verifier.verify(ALICE, old)).isEqualTo(ACCEPTED);
    issuer.rotate();
    assertThat(verifier.verify(ALICE, issuer.token(ALICE))).isEqualTo(ACCEPTED);
    assertThat(verifier.verify(ALICE, old)).isNotEqualTo(ACCEPTED);
  }

  @Test
  void asksTheIssuerNoMoreThanTwiceWhateverKeysStrangersName() {
    try (TokenIssuer stranger = new TokenIssuer()) {
      for (int i = 0; i < 20; i++) {
        stranger.rotate();
        assertThat(verifier.verify(ALICE, stranger.token(issuer.claims(ALICE))))
            .isNotEqualTo(ACCEPTED);
      }
    }
    assertThat(issuer.fetches()).isLessThanOrEqualTo(2);
    assertThat(verifier.verify(ALICE, issuer.token(ALICE))).isEqualTo(ACCEPTED);
  }

  @Test
  void saysThatTheIssuerDoesNotAnswer() {
    String token = issuer.token(ALICE);
    issuer.close();
    assertThat(verifier.verify(ALICE, token)).isEqualTo(UNAVAILABLE);
  }

  @Test
  void goesOnWithKnownKeysWhileTheIssuerDoesNotAnswer() {
    String token = issuer.token(ALICE);
    assertThat(verifier.verify(ALICE, token)).isEqualTo(ACCEPTED);
    issuer.close();
    assertThat(verifier.verify(ALICE, token)).isEqualTo(ACCEPTED);
  }

  /// OpenID Connect Discovery 1.0 §4.3.
  @Test
  void believesNoDiscoveryDocumentOfAnotherIssuer() {
    issuer.claimToBe("https://other.test");
    assertThat(verifier.verify(ALICE, issuer.token(ALICE))).isEqualTo(UNAVAILABLE);
    assertThat(verifier(issuer.url(), issuer.keysUrl(), "email").verify(ALICE, issuer.token(ALICE)))
        .isEqualTo(ACCEPTED);
  }

  @Test
  void tellsWhereClientsLearnHowToGetAToken() {
    assertThat(verifier.configurationUrl())
        .isEqualTo(issuer.url() + "/.well-known/openid-configuration");
    assertThat(verifier(URI.create("https://id.test/realm/"), null, "email").configurationUrl())
        .isEqualTo("https://id.test/realm/.well-known/openid-configuration");
  }

  @Test
  void trustsNobodyByDefault() {
    OauthProperties none = new OauthProperties(null, null, null, "email");
    assertThat(JwtVerifier.of(none, JwtVerifierTest::account)).isEmpty();
  }

  @Test
  void saysAtTheStartWhatIsWrong() {
    URI url = URI.create("https://id.test");
    assertThatThrownBy(() -> new OauthProperties(url, " ", null, "email"))
        .hasMessageContaining("yubin.oauth.audience is not set");
    assertThatThrownBy(() -> new OauthProperties(null, null, url, "email"))
        .hasMessageContaining("yubin.oauth.jwk-set-uri=https://id.test needs yubin.oauth.issuer");
    for (String unsafe : List.of("http://id.test", "file:/etc/keys", "id.test")) {
      assertThatThrownBy(() -> new OauthProperties(URI.create(unsafe), "mail", null, "email"))
          .hasMessage(
              "yubin.oauth.issuer=" + unsafe + " must be an https URL, or http on this machine");
    }
    assertThatThrownBy(() -> new OauthProperties(url, "mail", null, " "))
        .hasMessageContaining("yubin.oauth.username-claim");
  }
}
