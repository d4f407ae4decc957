package dev.yubin.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// The directory of a PostgreSQL server: `data/` made by initdb, `password` of its one role, and
/// `server.log`.
///
/// @param directory holds these three
record PostgresCluster(Path directory) {
  static final String ROLE = "yubin";

  Path data() {
    return directory.resolve("data");
  }

  Path log() {
    return directory.resolve("server.log");
  }

  private Path passwordFile() {
    return directory.resolve("password");
  }

  String password() throws IOException {
    return Files.readString(passwordFile()).strip();
  }

  boolean exists() {
    return Files.exists(data().resolve("PG_VERSION"));
  }

  /// Makes the cluster. initdb writes into a folder of another name first, so that one that was
  /// killed halfway does not pass for a cluster.
  void create(PostgresCommands commands) throws IOException {
    Path partial = directory.resolve("data-partial");
    Directories.delete(partial);
    Files.createDirectories(directory);
    writePassword();
    PostgresCommands.Outcome outcome =
        commands.run(
            "initdb",
            List.of(
                "--pgdata=" + partial,
                "--username=" + ROLE,
                "--pwfile=" + passwordFile(),
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8"));
    if (!outcome.succeeded()) {
      throw new BackendFailedException(
          "PostgreSQL's initdb failed in %s: %s".formatted(directory, outcome.output().strip()));
    }
    Files.move(partial, data());
  }

  private void writePassword() throws IOException {
    byte[] random = new byte[16];
    new SecureRandom().nextBytes(random);
    Files.deleteIfExists(passwordFile());
    Files.createFile(
        passwordFile(),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(passwordFile(), HexFormat.of().formatHex(random) + "\n");
  }

  /// Writes `postgresql.conf` anew. What an administrator sets by `ALTER SYSTEM` stands in another
  /// file and wins.
  void configure(int port) throws IOException {
    Files.writeString(data().resolve("postgresql.conf"), configuration(port));
  }

  private static String configuration(int port) {
    return """
        # Written at each start. Use ALTER SYSTEM to change a setting.
        listen_addresses = '127.0.0.1'
        port = %d
        unix_socket_directories = ''
        max_connections = 100
        # What is committed is on the disk.
        fsync = on
        synchronous_commit = on
        full_page_writes = on
        wal_compression = off
        max_wal_size = 2GB
        checkpoint_timeout = 10min
        # A small machine.
        shared_buffers = 128MB
        effective_cache_size = 512MB
        work_mem = 8MB
        maintenance_work_mem = 64MB
        random_page_cost = 1.1
        huge_pages = off
        jit = off
        io_workers = 2
        max_worker_processes = 2
        max_parallel_workers_per_gather = 0
        autovacuum_max_workers = 2
        timezone = 'UTC'
        log_timezone = 'UTC'
        log_checkpoints = off
        """
        .formatted(port);
  }

  /// The process that `postmaster.pid` names, dead or alive.
  Optional<Long> recordedPid() throws IOException {
    Path file = data().resolve("postmaster.pid");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    return Files.readAllLines(file, StandardCharsets.UTF_8).stream()
        .findFirst()
        .map(String::strip)
        .filter(line -> line.matches("[0-9]{1,18}"))
        .map(Long::valueOf);
  }

  void forgetPid() throws IOException {
    Files.deleteIfExists(data().resolve("postmaster.pid"));
  }
}
