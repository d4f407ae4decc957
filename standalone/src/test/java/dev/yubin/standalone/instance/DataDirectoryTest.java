package dev.yubin.standalone.instance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
  @TempDir Path parent;
  private DataDirectory directory;

  @BeforeEach
  void create() {
    directory = new DataDirectory(parent.resolve("data"));
    directory.create();
  }

  @Test
  void isReadByItsOwnerAlone() throws Exception {
    directory.adminPassword(Map.of());

    assertThat(permissions(directory.path())).isEqualTo("rwx------");
    assertThat(permissions(directory.adminPasswordFile())).isEqualTo("rw-------");
  }

  @Test
  void keepsTheAdminPasswordThatItGenerated() {
    String generated = directory.adminPassword(Map.of());

    assertThat(generated).hasSizeGreaterThanOrEqualTo(20);
    assertThat(directory.adminPassword(Map.of())).isEqualTo(generated);
    assertThat(DataDirectory.generate()).isNotEqualTo(generated);
  }

  @Test
  void takesTheAdminPasswordOfTheEnvironmentAndWritesItNowhere() {
    assertThat(directory.adminPassword(Map.of("YUBIN_ADMIN_PASSWORD", "given"))).isEqualTo("given");
    assertThat(directory.adminPasswordFile()).doesNotExist();
  }

  @Test
  void tellsOfARunningInstanceWhileItHasTheLock() {
    RunningInstance instance =
        new RunningInstance(
            1,
            Instant.parse("2026-11-24T00:00:00Z"),
            URI.create("http://127.0.0.1:8083"),
            Map.of("smtp-service", URI.create("http://127.0.0.1:8081")),
            Map.of("SMTP", "127.0.0.1:2525"));
    try (InstanceLock lock = InstanceLock.take(directory.path())) {
      assertThat(lock).isNotNull();
      instance.write(directory);
      assertThat(RunningInstance.of(directory)).contains(instance);
    }
    assertThat(RunningInstance.of(directory)).isEmpty();
  }

  private static String permissions(Path path) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
