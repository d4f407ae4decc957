package dev.yubin.smtp.session;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeadlineTest {

  @Test
  void endsASlowMailAsSilenceDoes() {
    assertThatThrownBy(() -> Deadline.in(Duration.ofNanos(-1)).check())
        .isInstanceOf(SocketTimeoutException.class);
    assertThatCode(() -> Deadline.in(Duration.ofHours(1)).check()).doesNotThrowAnyException();
  }
}
