package dev.yubin.standalone.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceLockTest {
  @TempDir Path directory;

  @Test
  void isHadByOneAtATime() {
    try (InstanceLock lock = InstanceLock.take(directory)) {
      assertThat(lock).isNotNull();
      assertThatThrownBy(() -> InstanceLock.take(directory))
          .isInstanceOf(CommandFailedException.class)
          .hasMessageContaining("in use by another Yubin")
          .hasMessageContaining("process " + ProcessHandle.current().pid())
          .hasMessageContaining("--data DIR");
      assertThatThrownBy(() -> InstanceLock.checkFree(directory))
          .hasMessageContaining("in use by another Yubin");
    }
  }

  @Test
  void namesItsHolder() {
    assertThat(InstanceLock.holder(directory)).isEmpty();
    try (InstanceLock lock = InstanceLock.take(directory)) {
      assertThat(lock).isNotNull();
      assertThat(InstanceLock.holder(directory)).contains(ProcessHandle.current());
    }
    assertThat(InstanceLock.holder(directory)).isEmpty();
  }

  @Test
  void leavesNoTraceOfALook() {
    InstanceLock.checkFree(directory);

    assertThat(directory).isEmptyDirectory();
  }
}
