package dev.yubin.store.account;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Argon2idTest {
  /// From the test of the reference implementation.
  private static final String REFERENCE =
      "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

  @Test
  void makesTheHashOfTheReferenceImplementation() {
    assertThat(new Argon2id(65536, 2, 1).hash("password", "somesalt".getBytes(US_ASCII)))
        .isEqualTo(REFERENCE);
  }

  @Test
  void verifiesWithTheParametersOfTheHash() {
    assertThat(Argon2id.verify(REFERENCE, "password")).isTrue();
    assertThat(Argon2id.verify(REFERENCE, "Password")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "$2b$12$abc", "$argon2i$v=19$m=8,t=1,p=1$c29tc2FsdA$AAAA"})
  void refusesWhatIsNoHash(String hash) {
    assertThatThrownBy(() -> Argon2id.verify(hash, "password"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
