package dev.yubin.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailIdTest {
  private static final MailId ID = MailId.parse("019ab000-0000-7000-8000-000000000001");

  @Test
  void isAVersion7UuidOfNow() {
    long before = Instant.now().toEpochMilli();
    MailId id = MailId.create();
    assertThat(id.value().version()).isEqualTo(7);
    assertThat(id.value().variant()).isEqualTo(2);
    assertThat(id.value().getMostSignificantBits() >>> 16)
        .isBetween(before, Instant.now().toEpochMilli());
  }

  @Test
  void isNeverTheSameTwice() {
    Set<MailId> ids = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      ids.add(MailId.create());
    }
    assertThat(ids).hasSize(10_000);
  }

  @Test
  void readsWhatItHasWritten() {
    MailId id = MailId.create();
    assertThat(MailId.parse(id.toString())).isEqualTo(id);
  }

  /// Derived ids stand in queues and mailboxes: another rule would send a DSN twice on an upgrade.
  @Test
  void derivesTheSameIdInEveryVersion() {
    assertThat(ID.derive("dsn bob@example.test"))
        .hasToString("5b09f5c4-9664-3b34-bab7-ac8652668052")
        .isEqualTo(ID.derive("dsn bob@example.test"))
        .isNotEqualTo(ID.derive("dsn alice@example.test"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1-1-1-1-1", "019ab000-0000-7000-8000-00000000000g", "x"})
  void refusesWhatIsNoId(String text) {
    assertThatThrownBy(() -> MailId.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
