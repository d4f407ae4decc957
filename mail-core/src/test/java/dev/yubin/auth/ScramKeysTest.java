package dev.yubin.auth;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.api.Test;

/// The example of RFC 7677 §3.
class ScramKeysTest {
  private static final String PASSWORD = "pencil";
  private static final byte[] SALT = Base64.getDecoder().decode("W22ZaJ0SNY7soEsUEjb6gQ==");
  private static final int ITERATIONS = 4096;
  private static final String NONCE = "rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";
  private static final String AUTH_MESSAGE =
      "n=user,r=rOprNGfwEbeRWgbNEkqO,r="
          + NONCE
          + ",s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096,c=biws,r="
          + NONCE;
  private static final byte[] PROOF =
      Base64.getDecoder().decode("dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=");

  private final ScramKeys keys = ScramKeys.of(PASSWORD, SALT, ITERATIONS);

  @Test
  void makesTheClientProofOfTheRfc() {
    assertThat(ScramKeys.clientProof(PASSWORD, SALT, ITERATIONS, AUTH_MESSAGE)).isEqualTo(PROOF);
  }

  @Test
  void makesTheServerSignatureOfTheRfc() {
    assertThat(keys.serverSignature(AUTH_MESSAGE))
        .isEqualTo(Base64.getDecoder().decode("6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4="));
  }

  @Test
  void acceptsTheProofOfTheRfc() {
    assertThat(keys.accepts(AUTH_MESSAGE, PROOF)).isTrue();
  }

  @Test
  void refusesTheProofOfAnotherPasswordOrAnotherExchange() {
    byte[] other = ScramKeys.clientProof("pencils", SALT, ITERATIONS, AUTH_MESSAGE);
    assertThat(keys.accepts(AUTH_MESSAGE, other)).isFalse();
    assertThat(keys.accepts(AUTH_MESSAGE + "x", PROOF)).isFalse();
    assertThat(keys.accepts(AUTH_MESSAGE, keys.storedKey())).isFalse();
  }

  @Test
  void refusesAProofOfAnotherLength() {
    assertThat(keys.accepts(AUTH_MESSAGE, new byte[0])).isFalse();
    assertThat(keys.accepts(AUTH_MESSAGE, new byte[33])).isFalse();
  }

  @Test
  void takesAnyPasswordThatAClientMaySend() {
    for (String password : new String[] {"", "\0", "日本語のパスワード", "x".repeat(5000)}) {
      byte[] proof = ScramKeys.clientProof(password, SALT, ITERATIONS, "m");
      assertThat(ScramKeys.of(password, SALT, ITERATIONS).accepts("m", proof)).isTrue();
      assertThat(keys.accepts("m", proof)).isFalse();
    }
  }

  @Test
  void keepsNothingOfThePassword() {
    assertThat(new String(keys.storedKey(), US_ASCII)).doesNotContain(PASSWORD);
    assertThat(keys.storedKey()).hasSize(32).isNotEqualTo(keys.serverKey());
  }
}
