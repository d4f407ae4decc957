package dev.yubin.srs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yubin.mail.EmailAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class SenderRewritingTest {
  private static final EmailAddress CAROL = EmailAddress.of("Carol@third.test");

  private Instant now = Instant.parse("2026-11-24T09:00:00Z");
  private final SenderRewriting ours = rewriting("ours");
  private final SenderRewriting others = rewriting("others");

  private SenderRewriting rewriting(String secret) {
    return new SenderRewriting(secret, Duration.ofDays(21), () -> now);
  }

  @Test
  void bringsADsnHome() {
    EmailAddress rewritten = ours.rewritten(CAROL, "example.test").orElseThrow();
    assertThat(rewritten.toString())
        .matches("SRS0=[A-Z2-7]{6}=[A-Z2-7]{2}=third\\.test=Carol@example\\.test");
    assertThat(ours.restored(rewritten)).contains(CAROL);
    assertThat(ours.restored(EmailAddress.of(rewritten.toString().toLowerCase(Locale.ROOT))))
        .contains(EmailAddress.of("carol@third.test"));
  }

  @Test
  void goesByTheFirstForwarderHoweverManyThereAre() {
    EmailAddress first = others.rewritten(CAROL, "first.test").orElseThrow();
    EmailAddress second = ours.rewritten(first, "second.test").orElseThrow();
    SenderRewriting thirds = rewriting("thirds");
    EmailAddress third = thirds.rewritten(second, "last.test").orElseThrow();
    assertThat(second.localPart()).startsWith("SRS1=").contains("=first.test==");
    assertThat(third.localPart()).startsWith("SRS1=").contains("=first.test==");
    assertThat(ours.restored(second)).contains(first);
    assertThat(thirds.restored(third)).contains(first);
    assertThat(others.restored(first)).contains(CAROL);
  }

  @Test
  void readsNothingThatItHasNotWritten() {
    EmailAddress theirs = others.rewritten(CAROL, "example.test").orElseThrow();
    assertThat(ours.restored(theirs)).isEmpty();
    String own = ours.rewritten(CAROL, "example.test").orElseThrow().toString();
    assertThat(ours.restored(EmailAddress.of(own.replace("third", "fourth")))).isEmpty();
    assertThat(ours.restored(CAROL)).isEmpty();
    assertThat(ours.restored(new EmailAddress("SRS0=", "example.test"))).isEmpty();
  }

  @Test
  void forgetsOldAddresses() {
    EmailAddress rewritten = ours.rewritten(CAROL, "example.test").orElseThrow();
    now = now.plus(Duration.ofDays(21));
    assertThat(ours.restored(rewritten)).contains(CAROL);
    now = now.plus(Duration.ofDays(1));
    assertThat(ours.restored(rewritten)).isEmpty();
  }

  @Test
  void leavesASenderAloneWhoseNameHasNoRoom() {
    EmailAddress wide = EmailAddress.of("x".repeat(64) + "@" + "d".repeat(60) + ".third.test");
    assertThat(ours.rewritten(wide, "example.test")).isPresent();
    String label = "d".repeat(60) + ".";
    assertThat(ours.rewritten(EmailAddress.of("x@" + label.repeat(3) + "test"), "example.test"))
        .isEqualTo(Optional.empty());
  }

  @Test
  void wantsAnAgeThatTheDayStampCanTell() {
    assertThatThrownBy(() -> new SenderRewriting("s", Duration.ofDays(1001), () -> now))
        .hasMessage("yubin.srs.max-age=PT24024H must be 1 to 1000 days, such as 21d");
  }

  @Property
  void restoresWhateverItRewrites(
      @ForAll @AlphaChars @StringLength(min = 1, max = 64) String localPart) {
    EmailAddress sender = new EmailAddress(localPart, "third.test");
    assertThat(ours.rewritten(sender, "example.test").flatMap(ours::restored)).contains(sender);
  }

  @Example
  void bearsTheCorpus() throws IOException {
    Path corpus = Path.of("src/test/resources/fuzz/srs/local-parts.txt");
    for (String line : Files.readAllLines(corpus)) {
      EmailAddress address = new EmailAddress(line.translateEscapes(), "example.test");
      assertThat(ours.restored(address)).isEmpty();
      // What a stranger made up is rewritten like any other sender, or is left alone.
      ours.rewritten(address, "other.test")
          .ifPresent(a -> assertThat(EmailAddress.parse(a.toString())).contains(a));
    }
  }

  @Property
  void survivesAnyLocalPart(@ForAll String text) {
    EmailAddress address = new EmailAddress("SRS0=" + text, "example.test");
    assertThat(ours.restored(address)).isEmpty();
    assertThat(ours.restored(new EmailAddress("SRS1=" + text, "example.test"))).isEmpty();
  }
}
