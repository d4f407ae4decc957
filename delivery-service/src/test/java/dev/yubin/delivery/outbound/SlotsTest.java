package dev.yubin.delivery.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.delivery.outbound.Pace.Progress;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SlotsTest {
  private Instant now = Instant.parse("2026-11-24T06:00:00Z");
  private final Slots slots = new Slots(new OutboundProperties.Concurrency(8, 4), () -> now);

  @Test
  void leavesRoomForOthersWhateverOneDestinationHas() {
    Slots few = new Slots(new OutboundProperties.Concurrency(3, 2), () -> now);
    assertThat(few.take("dead.test")).isTrue();
    assertThat(few.take("dead.test")).isTrue();
    assertThat(few.take("dead.test")).isFalse();
    assertThat(few.fullDestinations()).containsExactly("dead.test");
    assertThat(few.take("live.test")).isTrue();
    assertThat(few.free()).isZero();
    assertThat(few.take("other.test")).isFalse();
    few.giveBack("dead.test", Progress.NONE, Duration.ZERO);
    assertThat(few.fullDestinations()).isEmpty();
    assertThat(few.take("other.test")).isTrue();
  }

  @Test
  void growsWithSuccessUpToItsBound() {
    assertThat(slots.free("live.test")).isEqualTo(2);
    for (int expected : new int[] {3, 4, 4}) {
      run("live.test", Progress.GOOD, Duration.ZERO);
      assertThat(slots.free("live.test")).isEqualTo(expected);
    }
  }

  @Test
  void shrinksToOneWhenItIsPutOff() {
    run("busy.test", Progress.GOOD, Duration.ZERO);
    run("busy.test", Progress.GOOD, Duration.ZERO);
    for (int expected : new int[] {2, 1, 1}) {
      run("busy.test", Progress.BAD, Duration.ZERO);
      assertThat(slots.free("busy.test")).isEqualTo(expected);
    }
  }

  @Test
  void leavesADestinationAloneForAsLongAsItIsTold() {
    run("slow.test", Progress.BAD, Duration.ofMinutes(1));
    assertThat(slots.fullDestinations()).containsExactly("slow.test");
    assertThat(slots.take("slow.test")).isFalse();
    now = now.plusSeconds(61);
    assertThat(slots.fullDestinations()).isEmpty();
    assertThat(slots.take("slow.test")).isTrue();
  }

  private void run(String destination, Progress progress, Duration rest) {
    assertThat(slots.take(destination)).isTrue();
    slots.giveBack(destination, progress, rest);
  }
}
