package dev.yubin.smtp.greylisting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yubin.mail.EmailAddress;
import dev.yubin.topic.Topics;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class GreylistTest {
  private static final EmailAddress ALICE = EmailAddress.of("alice@example.test");
  private static final GreylistingProperties PROPERTIES =
      TestGreylist.bind(Map.of("yubin.smtp.greylisting.enabled", "true"));

  private final MockProducer<String, byte[]> topic =
      new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
  private final Greylist greylist = another();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  private Greylist another() {
    return TestGreylist.of(PROPERTIES, topic, () -> now);
  }

  private void pass(Duration time) {
    now = now.plus(time);
  }

  private boolean defers(String client, String sender) {
    return defers(greylist, client, sender);
  }

  private static boolean defers(Greylist greylist, String client, String sender) {
    return greylist.defers(InetAddress.ofLiteral(client), EmailAddress.parse(sender), ALICE);
  }

  @Test
  void takesWhoComesBackAfterTheDelay() {
    assertThat(defers("192.0.2.1", "a@a.test")).isTrue();
    pass(Duration.ofSeconds(59));
    assertThat(defers("192.0.2.1", "a@a.test")).isTrue();
    pass(Duration.ofSeconds(1));
    assertThat(defers("192.0.2.1", "a@a.test")).isFalse();
  }

  @Test
  void knowsTheNetworkOfWhoCameBack() {
    defers("192.0.2.1", "a@a.test");
    pass(Duration.ofMinutes(1));
    assertThat(defers("192.0.2.77", "a@a.test")).isFalse();
    assertThat(defers("192.0.2.200", "b@b.test")).isFalse();
    assertThat(defers("192.0.3.1", "b@b.test")).isTrue();
    defers("2001:db8::1", "a@a.test");
    pass(Duration.ofMinutes(1));
    assertThat(defers("2001:db8::2:0:0:1", "a@a.test")).isFalse();
    assertThat(defers("2001:db8:0:1::1", "a@a.test")).isTrue();
  }

  @Test
  void doesNotTakeAnotherMailForTheSameOneAgain() {
    defers("192.0.2.1", "a@a.test");
    pass(Duration.ofMinutes(1));
    assertThat(defers("192.0.2.1", "b@b.test")).isTrue();
    assertThat(defers("192.0.2.1", "")).isTrue();
    pass(Duration.ofMinutes(1));
    assertThat(defers("192.0.2.1", "")).isFalse();
  }

  @Test
  void beginsAnewAfterTheWindow() {
    defers("192.0.2.1", "a@a.test");
    pass(Duration.ofHours(25));
    assertThat(defers("192.0.2.1", "a@a.test")).isTrue();
    pass(Duration.ofMinutes(1));
    assertThat(defers("192.0.2.1", "a@a.test")).isFalse();
  }

  @Test
  void forgetsANetworkThatIsNotUsed() {
    defers("192.0.2.1", "a@a.test");
    pass(Duration.ofMinutes(1));
    defers("192.0.2.1", "a@a.test");
    pass(Duration.ofDays(34));
    assertThat(defers("192.0.2.1", "b@b.test")).isFalse();
    pass(Duration.ofDays(34));
    assertThat(defers("192.0.2.1", "c@c.test")).isFalse();
    pass(Duration.ofDays(36));
    assertThat(defers("192.0.2.1", "d@d.test")).isTrue();
  }

  @Test
  void tellsTheOtherInstances() {
    defers("192.0.2.1", "a@a.test");
    pass(Duration.ofMinutes(1));
    Greylist other = another();
    topic.history().forEach(sent -> other.apply(received(sent.key(), sent.value())));
    assertThat(defers(other, "192.0.2.1", "a@a.test")).isFalse();
    assertThat(topic.history())
        .allSatisfy(
            sent -> {
              assertThat(sent.topic()).isEqualTo(Topics.GREYLIST);
              assertThat(sent.key()).hasSize(24).doesNotContain("a.test");
            });
  }

  private static ConsumerRecord<String, byte[]> received(String key, byte[] value) {
    return new ConsumerRecord<>(Topics.GREYLIST, 0, 0, key, value);
  }

  @Test
  void putsNobodyOffBeforeTheTopicIsRead() {
    Greylist starting = new Greylist(PROPERTIES, topic, () -> now);
    assertThat(defers(starting, "192.0.2.1", "a@a.test")).isFalse();
    assertThat(topic.history()).isEmpty();
  }

  @Test
  void goesByItsOwnMemoryWithoutKafka() {
    topic.sendException = new TimeoutException("no broker");
    assertThat(defers("192.0.2.1", "a@a.test")).isTrue();
    pass(Duration.ofMinutes(1));
    assertThat(defers("192.0.2.1", "a@a.test")).isFalse();
  }

  @Test
  void isOffByDefault() {
    assertThat(TestGreylist.bind(Map.of()))
        .isEqualTo(
            new GreylistingProperties(
                false, Duration.ofMinutes(1), Duration.ofHours(24), Duration.ofDays(35)));
    assertThat(TestGreylist.of(Map.of(), topic)).isEqualTo(Optional.empty());
  }

  @Test
  void refusesTimesThatMakeNoSense() {
    assertThatThrownBy(() -> TestGreylist.bind(Map.of("yubin.smtp.greylisting.delay", "25h")))
        .rootCause()
        .hasMessageContaining("yubin.smtp.greylisting.retry-window=PT24H must be more than delay");
  }
}
