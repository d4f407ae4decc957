package dev.yubin.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/// `initdb`, `pg_ctl` and `postgres`, unpacked once into a cache directory that all data
/// directories and all processes of a user share. Which build it is stands in the folder's name, so
/// that a newer one goes beside it.
final class PostgresBinaries {
  private PostgresBinaries() {}

  /// The folder with `bin/`, `lib/` and `share/`.
  static Path unpacked(Path cache, Consumer<String> progress) throws IOException {
    String platform = platform();
    String archive = "/postgres-" + platform + ".txz";
    URL url = PostgresBinaries.class.getResource(archive);
    if (url == null) {
      throw new BackendFailedException(
          "There is no embedded PostgreSQL for " + platform + ": use one of your own");
    }
    JarURLConnection jar = (JarURLConnection) url.openConnection();
    Path home = cache.resolve("postgresql-%s-%08x".formatted(platform, jar.getJarEntry().getCrc()));
    if (!Files.exists(home)) {
      progress.accept("unpacking PostgreSQL into " + home);
      unpack(jar, home);
    }
    return home;
  }

  /// Where binaries go when nothing else is said.
  static Path defaultCache() {
    String xdg = System.getenv("XDG_CACHE_HOME");
    Path base =
        xdg == null || xdg.isBlank()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(xdg);
    return base.resolve("yubin");
  }

  private static String platform() {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    String system = os.contains("mac") ? "darwin" : os.contains("linux") ? "linux" : os;
    return switch (arch) {
      case "amd64", "x86_64" -> system + "-x86_64";
      case "aarch64", "arm64" -> system + "-arm_64";
      default -> system + "-" + arch;
    };
  }

  /// Unpacks beside the target and renames: another process sees all of it or nothing.
  private static void unpack(JarURLConnection jar, Path home) throws IOException {
    Path cache = Files.createDirectories(home.toAbsolutePath().getParent());
    Path partial = Files.createTempDirectory(cache, "unpacking-");
    try (InputStream in = jar.getInputStream();
        TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(in))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        unpackEntry(tar, entry, partial);
      }
      Files.move(partial, home);
    } catch (IOException e) {
      Directories.delete(partial);
      if (!Files.exists(home)) {
        throw e;
      }
    }
  }

  private static void unpackEntry(TarArchiveInputStream tar, TarArchiveEntry entry, Path root)
      throws IOException {
    Path target = root.resolve(entry.getName()).normalize();
    if (!target.startsWith(root)) {
      throw new IOException("Not inside the archive: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
    } else {
      Files.copy(tar, target);
      Files.setPosixFilePermissions(target, permissions(entry));
    }
  }

  private static Set<PosixFilePermission> permissions(TarArchiveEntry entry) {
    boolean executable = (entry.getMode() & 0100) != 0;
    return PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--");
  }
}
