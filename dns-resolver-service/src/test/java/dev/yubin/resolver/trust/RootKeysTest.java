package dev.yubin.resolver.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// How trust moves from key to key (RFC 5011 §4.2).
class RootKeysTest {
  private static final Duration DAY = Duration.ofDays(1);

  private final SigningKey old = SigningKey.fresh();
  private final SigningKey young = SigningKey.fresh();
  private RootKeys keys = new RootKeys(List.of(old.anchor()), List.of());
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void trustsWhatIsConfigured() throws Exception {
    assertThat(keys.trusted()).containsExactly(old.anchor());
    see(List.of(old), old);
    assertThat(keys.trusted()).containsExactly(old.anchor());
  }

  // RFC 5011 §2.4.1
  @Test
  void trustsANewKeyThatStaysForThirtyDays() throws Exception {
    for (int day = 0; day < 30; day++) {
      see(List.of(old, young), old);
      assertThat(keys.trusted()).containsExactly(old.anchor());
      now = now.plus(DAY);
    }
    see(List.of(old, young), old);
    assertThat(keys.trusted()).containsExactly(old.anchor(), young.anchor());
  }

  @Test
  void letsANewKeyThatGoesAwayBeginAnew() throws Exception {
    see(List.of(old, young), old);
    now = now.plus(DAY.multipliedBy(20));
    see(List.of(old), old);
    see(List.of(old, young), old);
    now = now.plus(DAY.multipliedBy(29));
    see(List.of(old, young), old);
    assertThat(keys.trusted()).containsExactly(old.anchor());

    now = now.plus(DAY);
    see(List.of(old, young), old);
    assertThat(keys.trusted()).contains(young.anchor());
  }

  @Test
  void takesNothingFromKeysThatNoTrustedKeyHasSigned() throws Exception {
    see(List.of(old, young), young);
    now = now.plus(DAY.multipliedBy(31));
    see(List.of(old, young), young);

    assertThat(keys.keys()).isEmpty();
    assertThat(keys.trusted()).containsExactly(old.anchor());
  }

  @Test
  void takesNothingFromSignaturesThatHaveExpired() throws Exception {
    KeySet set = SigningKey.set(now, List.of(old, young), List.of(old));

    assertThat(keys.isProof(set, now)).isTrue();
    assertThat(keys.after(set, now.plus(DAY.multipliedBy(7))).keys()).isEmpty();
  }

  // RFC 5011 §2.1
  @Test
  void neverTrustsAKeyAgainThatHasRevokedItself() throws Exception {
    trustBoth();
    see(List.of(old.revoked(), young), old.revoked(), young);
    assertThat(keys.trusted()).containsExactly(young.anchor());

    for (int month = 0; month < 3; month++) {
      see(List.of(old, young), old, young);
      assertThat(keys.trusted()).containsExactly(young.anchor());
      assertThat(keys.isProof(SigningKey.set(now, List.of(old), List.of(old)), now)).isFalse();
      now = now.plus(DAY.multipliedBy(30));
    }
  }

  // RFC 5011 §5
  @Test
  void trustsNobodyWhenTheLastKeyRevokesItself() throws Exception {
    see(List.of(old.revoked()), old.revoked());

    assertThat(keys.trusted()).isEmpty();
  }

  @Test
  void heedsNoRevocationButAKeysOwn() throws Exception {
    trustBoth();
    see(List.of(old.revoked(), young), young);

    assertThat(keys.trusted()).contains(old.anchor());
  }

  @Test
  void goesOnTrustingAKeyThatIsMissing() throws Exception {
    trustBoth();
    see(List.of(young), young);
    now = now.plus(DAY.multipliedBy(60));
    see(List.of(old), old);

    assertThat(keys.trusted()).containsExactly(old.anchor(), young.anchor());
  }

  @Test
  void followsTheRootFromKeyToKey() throws Exception {
    trustBoth();
    see(List.of(old.revoked(), young), old.revoked(), young);
    now = now.plus(DAY.multipliedBy(31));
    SigningKey third = SigningKey.fresh();
    see(List.of(young, third), young);
    now = now.plus(DAY.multipliedBy(31));
    see(List.of(young, third), young);

    assertThat(keys.trusted()).containsExactly(young.anchor(), third.anchor());
  }

  private void trustBoth() throws IOException {
    see(List.of(old, young), old);
    now = now.plus(DAY.multipliedBy(30));
    see(List.of(old, young), old);
    assertThat(keys.trusted()).containsExactly(old.anchor(), young.anchor());
  }

  private void see(List<SigningKey> present, SigningKey... signers) throws IOException {
    keys = keys.after(SigningKey.set(now, present, List.of(signers)), now);
  }
}
