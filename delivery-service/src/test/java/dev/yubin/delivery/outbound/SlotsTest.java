package dev.yubin.delivery.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SlotsTest {

  @Test
  void leavesRoomForOthersWhateverOneDestinationHas() {
    Slots slots = new Slots(new OutboundProperties.Concurrency(3, 2));
    assertThat(slots.take("dead.test")).isTrue();
    assertThat(slots.take("dead.test")).isTrue();
    assertThat(slots.take("dead.test")).isFalse();
    assertThat(slots.fullDestinations()).containsExactly("dead.test");
    assertThat(slots.take("live.test")).isTrue();
    assertThat(slots.free()).isZero();
    assertThat(slots.take("other.test")).isFalse();
    slots.giveBack("dead.test");
    assertThat(slots.fullDestinations()).isEmpty();
    assertThat(slots.take("other.test")).isTrue();
  }
}
