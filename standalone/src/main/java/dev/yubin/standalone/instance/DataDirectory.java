package dev.yubin.standalone.instance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;

/// Where a standalone Yubin keeps everything.
///
/// @param path the directory
public record DataDirectory(Path path) {
  /// Takes the admin password's place when it is set.
  public static final String ADMIN_PASSWORD_VARIABLE = "YUBIN_ADMIN_PASSWORD";

  private static final String OWNER_ONLY = "rw-------";

  public Path postgres() {
    return path.resolve("postgresql");
  }

  public Path kafka() {
    return path.resolve("kafka");
  }

  public Path tls() {
    return path.resolve("tls");
  }

  /// What the resolver remembers of the root's keys.
  public Path trustState() {
    return path.resolve("dns-trust");
  }

  public Path log() {
    return path.resolve("logs").resolve("yubin.log");
  }

  public Path adminPasswordFile() {
    return path.resolve("admin-password");
  }

  Path runningFile() {
    return path.resolve("yubin.json");
  }

  /// Whether no Yubin has ever been ready on it.
  public boolean isFresh() {
    return !Files.exists(postgres());
  }

  /// Makes the directory, for its owner alone: it holds mail and secrets.
  public void create() {
    try {
      if (!Files.isDirectory(path)) {
        Files.createDirectories(path.toAbsolutePath().getParent());
        Files.createDirectory(
            path,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
      Files.createDirectories(log().getParent());
    } catch (IOException e) {
      throw new CommandFailedException(
          "The data directory %s cannot be made (%s): take another one with --data DIR"
              .formatted(path, e),
          e);
    }
  }

  /// The admin password: of the environment, or the generated one, which is made when it is not
  /// there yet.
  public String adminPassword(Map<String, String> environment) {
    String given = environment.getOrDefault(ADMIN_PASSWORD_VARIABLE, "");
    return given.isBlank() ? secret(adminPasswordFile()) : given;
  }

  /// What services show each other on `/internal/**`.
  public String servicesSecret() {
    return secret(path.resolve("services-secret"));
  }

  private static String secret(Path file) {
    try {
      if (!Files.exists(file)) {
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY)));
        Files.writeString(file, generate() + "\n");
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new CommandFailedException("%s cannot be used: %s".formatted(file, e), e);
    }
  }

  /// 120 random bits, in characters that no shell touches.
  public static String generate() {
    byte[] random = new byte[15];
    new SecureRandom().nextBytes(random);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }
}
