package dev.yubin.mailbox.imap.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// RFC 9585 §4
class ProgressTest {
  private final AtomicLong now = new AtomicLong();
  private final List<String> told = new ArrayList<>();
  private final Progress progress =
      new Progress((done, goal) -> told.add(done + " of " + goal), now::get);

  private void at(int seconds, long done) throws IOException {
    now.set(Duration.ofSeconds(seconds).toNanos());
    progress.at(done, 100);
  }

  @Test
  void isToldEveryTenSeconds() throws IOException {
    at(1, 1);
    at(9, 2);
    assertThat(told).isEmpty();
    at(10, 3);
    at(11, 4);
    at(19, 5);
    at(25, 6);
    assertThat(told).containsExactly("3 of 100", "6 of 100");
  }

  @Test
  void isNotToldOfWhatIsDone() throws IOException {
    at(60, 100);
    assertThat(told).isEmpty();
  }
}
