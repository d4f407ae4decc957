package dev.yubin.store.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UidSetTest {

  @Test
  void joinsRangesThatMeetOrTouch() {
    UidSet set =
        UidSet.of(
            List.of(
                new UidSet.Range(7, 9),
                new UidSet.Range(1, 2),
                new UidSet.Range(3, 4),
                new UidSet.Range(8, 8),
                new UidSet.Range(6, 5)));
    assertThat(set).hasToString("1:4,7:9");
    assertThat(set.size()).isEqualTo(7);
  }

  @Test
  void costsNothingHoweverManyItHolds() {
    UidSet all = UidSet.of(1, 0xffff_ffffL);
    assertThat(all.ranges()).isEqualTo(1);
    assertThat(all.contains(0xffff_ffffL)).isTrue();
    assertThat(all.after(5)).hasToString("6:4294967295");
    assertThat(all.minus(UidSet.of(3, 3))).hasToString("1:2,4:4294967295");
  }

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void computesAsSetsDo(long seed) {
    Random random = new Random(seed);
    TreeSet<Long> one = some(random);
    TreeSet<Long> other = some(random);
    TreeSet<Long> union = new TreeSet<>(one);
    union.addAll(other);
    TreeSet<Long> minus = new TreeSet<>(one);
    minus.removeAll(other);

    assertThat(set(one).union(set(other))).isEqualTo(set(union));
    assertThat(set(one).minus(set(other))).isEqualTo(set(minus));
    assertThat(set(one).after(20)).isEqualTo(set(new TreeSet<>(one.tailSet(21L))));
    assertThat(set(one).size()).isEqualTo(one.size());
    assertThat(set(one).lowest(5).union(set(one).minus(set(one).lowest(5)))).isEqualTo(set(one));
    assertThat(set(one).lowest(5).size()).isEqualTo(Math.min(5, one.size()));
    for (long uid = 0; uid <= 41; uid++) {
      assertThat(set(one).contains(uid)).isEqualTo(one.contains(uid));
    }
  }

  private static TreeSet<Long> some(Random random) {
    TreeSet<Long> uids = new TreeSet<>();
    random.longs(random.nextInt(30), 1, 41).forEach(uids::add);
    return uids;
  }

  private static UidSet set(TreeSet<Long> uids) {
    UidSet.Builder builder = new UidSet.Builder();
    uids.forEach(builder::add);
    return builder.build();
  }
}
