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
    assertThat(few.take("dead.test", true)).isTrue();
    assertThat(few.take("dead.test", true)).isTrue();
    assertThat(few.take("dead.test", true)).isFalse();
    assertThat(few.take("live.test", true)).isTrue();
    assertThat(few.free()).isZero();
    assertThat(few.take("other.test", true)).isFalse();
    few.giveBack("dead.test", Progress.NONE, Duration.ZERO);
    assertThat(few.take("other.test", true)).isTrue();
  }

  @Test
  void keepsRoomForDestinationsThatTakeMailHoweverManyAreDead() {
    Slots eight = new Slots(new OutboundProperties.Concurrency(8, 8), () -> now);
    for (int i = 0; i < 6; i++) {
      assertThat(eight.take("dead" + i + ".test", false)).isTrue();
    }
    assertThat(eight.take("dead6.test", false)).isFalse();
    assertThat(eight.take("new.test", true)).isTrue();
    eight.giveBack("dead0.test", Progress.BAD, Duration.ZERO);
    assertThat(eight.take("dead0.test", true)).as("known by now").isTrue();
    assertThat(eight.take("dead6.test", false)).isFalse();
    eight.giveBack("dead1.test", Progress.GOOD, Duration.ZERO);
    assertThat(eight.take("dead6.test", false)).isTrue();
    assertThat(eight.free("live.test")).isEqualTo(1);
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
    assertThat(slots.take("slow.test", true)).isFalse();
    now = now.plusSeconds(61);
    assertThat(slots.take("slow.test", true)).isTrue();
  }

  private void run(String destination, Progress progress, Duration rest) {
    assertThat(slots.take(destination, true)).isTrue();
    slots.giveBack(destination, progress, rest);
  }
}
