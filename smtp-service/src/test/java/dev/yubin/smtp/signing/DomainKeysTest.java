package dev.yubin.smtp.signing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.dkim.SigningKeys;
import dev.yubin.smtp.inspection.dkim.DkimSigner;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.web.client.ResourceAccessException;

class DomainKeysTest {
  private final AtomicLong now = new AtomicLong();
  private boolean down;
  private String selector = "y202611e";
  private int asked;
  private final DomainKeys keys = new DomainKeys(this::answer, Runnable::run, now::get);

  private List<SigningKeys.Key> answer(String domain) {
    asked++;
    if (down) {
      throw new ResourceAccessException("connection refused");
    }
    return domain.equals("example.test") ? List.of(key()) : List.of();
  }

  private SigningKeys.Key key() {
    try {
      byte[] octets =
          KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPrivate().getEncoded();
      return new SigningKeys.Key(selector, "ed25519", octets);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private void minutesPass(int minutes) {
    now.addAndGet(Duration.ofMinutes(minutes).toNanos());
  }

  private List<String> selectors() {
    return keys.of("example.test").stream().map(DkimSigner.Key::selector).toList();
  }

  @Test
  void asksOnceInAWhile() {
    assertThat(selectors()).containsExactly("y202611e");
    assertThat(selectors()).containsExactly("y202611e");
    assertThat(asked).isEqualTo(1);
    selector = "y202612e";
    minutesPass(6);
    selectors();
    assertThat(selectors()).containsExactly("y202612e");
  }

  @Test
  void usesTheKeysOfBeforeWhileNobodyAnswers() {
    selectors();
    down = true;
    minutesPass(60);
    selectors();
    assertThat(selectors()).containsExactly("y202611e");
  }

  @Test
  void hasNoneForOtherDomainsOrBeforeAnybodyAnswered() {
    assertThat(keys.of("other.test")).isEmpty();
    down = true;
    assertThat(selectors()).isEmpty();
    down = false;
    assertThat(selectors()).hasSize(1);
  }
}
