package dev.yubin.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A PostgreSQL server on 127.0.0.1, as processes of its own outside this terminal's session: an
/// interrupt from the keyboard reaches us and not PostgreSQL, so that services drain before it
/// stops. All data live in the directory, written with fsync, and survive restarts and kills; a
/// server that a killed process left running is stopped first.
public final class PostgresServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(PostgresServer.class);
  private static final String MAINTENANCE = "postgres";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /// Recovery after a crash replays the write-ahead log, which takes as long as it takes.
  private static final String START_TIMEOUT = "300";

  private final PostgresCommands commands;
  private final PostgresCluster cluster;
  private final String password;
  private final int port;

  private PostgresServer(
      PostgresCommands commands, PostgresCluster cluster, String password, int port) {
    this.commands = commands;
    this.cluster = cluster;
    this.password = password;
    this.port = port;
  }

  public static PostgresServer start(Path directory, int port) {
    return start(directory, port, step -> {});
  }

  /// Returns when the server takes connections.
  ///
  /// @param directory of the server's data, made when it is not there
  /// @param port 0 for a free one
  /// @param progress is told what takes long: unpacking and creating, at the first start
  /// @throws BackendFailedException saying what to do
  public static PostgresServer start(Path directory, int port, Consumer<String> progress) {
    long begin = System.nanoTime();
    try {
      Path home = PostgresBinaries.unpacked(PostgresBinaries.defaultCache(), progress);
      PostgresCommands commands = PostgresCommands.of(home);
      PostgresCluster cluster = new PostgresCluster(directory.toAbsolutePath());
      if (cluster.exists()) {
        stopLeftover(commands, cluster);
      } else {
        progress.accept("creating a PostgreSQL cluster in " + directory);
        cluster.create(commands);
      }
      int chosen = startServer(commands, cluster, port);
      log.info(
          "event=postgres-started port={} directory={} after={}",
          chosen,
          directory,
          Duration.ofNanos(System.nanoTime() - begin));
      return new PostgresServer(commands, cluster, cluster.password(), chosen);
    } catch (IOException e) {
      throw new BackendFailedException(
          "PostgreSQL did not start with data in %s: %s".formatted(directory, e), e);
    }
  }

  /// Stops a server that a killed process left running on the directory; it would keep its port.
  /// [#start] does so too.
  public static void stopLeftover(Path directory) {
    PostgresCluster cluster = new PostgresCluster(directory.toAbsolutePath());
    try {
      if (cluster.recordedPid().isPresent()) {
        Path home = PostgresBinaries.unpacked(PostgresBinaries.defaultCache(), step -> {});
        stopLeftover(PostgresCommands.of(home), cluster);
      }
    } catch (IOException e) {
      throw new BackendFailedException(
          "The PostgreSQL that still runs on %s did not stop: %s".formatted(directory, e), e);
    }
  }

  public int port() {
    return port;
  }

  public String user() {
    return PostgresCluster.ROLE;
  }

  public String password() {
    return password;
  }

  public String jdbcUrl(String database) {
    return "jdbc:postgresql://%s:%d/%s".formatted(LoopbackPort.HOST, port, database);
  }

  /// The postmaster's process id.
  public long pid() {
    try {
      return cluster.recordedPid().orElseThrow(() -> new BackendFailedException("Not running"));
    } catch (IOException e) {
      throw new BackendFailedException("Not running", e);
    }
  }

  /// Makes a database unless there is one of this name.
  ///
  /// @param name letters, digits and `_`
  public void createDatabase(String name) {
    if (!name.matches("[a-z][a-z0-9_]{0,62}")) {
      throw new IllegalArgumentException("Not a database name: " + name);
    }
    try (Connection connection =
            DriverManager.getConnection(jdbcUrl(MAINTENANCE), user(), password);
        Statement statement = connection.createStatement()) {
      String find = "SELECT 1 FROM pg_database WHERE datname = '" + name + "'";
      try (ResultSet found = statement.executeQuery(find)) {
        if (found.next()) {
          return;
        }
      }
      statement.execute("CREATE DATABASE " + name);
    } catch (SQLException e) {
      throw new BackendFailedException("Database " + name + " could not be made", e);
    }
  }

  /// Stops the server; what it has answered for is on the disk.
  @Override
  public void close() {
    try {
      stop(commands, cluster);
      log.info("event=postgres-stopped port={}", port);
    } catch (IOException e) {
      throw new BackendFailedException("PostgreSQL did not stop", e);
    }
  }

  /// Stops the server of a process that was killed. A pid that meanwhile belongs to somebody else
  /// would keep PostgreSQL from starting, so that its record is dropped.
  private static void stopLeftover(PostgresCommands commands, PostgresCluster cluster)
      throws IOException {
    long pid = cluster.recordedPid().orElse(0L);
    if (pid == 0 || ProcessHandle.of(pid).isEmpty()) {
      return;
    }
    String command = ProcessHandle.of(pid).flatMap(p -> p.info().command()).orElse("");
    if (command.endsWith("/postgres")) {
      log.info("event=postgres-leftover-stopped pid={}", pid);
      stop(commands, cluster);
    } else {
      cluster.forgetPid();
    }
  }

  private static int startServer(PostgresCommands commands, PostgresCluster cluster, int port)
      throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      int chosen = LoopbackPort.orFree(port);
      cluster.configure(chosen);
      long logged = Files.exists(cluster.log()) ? Files.size(cluster.log()) : 0;
      PostgresCommands.Outcome outcome =
          commands.run("pg_ctl", pgCtl(cluster, "start", "--log=" + cluster.log()));
      if (outcome.succeeded()) {
        return chosen;
      }
      String reason = loggedSince(cluster, logged);
      if (!passes(reason, port) || System.nanoTime() > deadline) {
        throw new BackendFailedException(
            "PostgreSQL did not start on port %d with data in %s: %s (more in %s)"
                .formatted(chosen, cluster.directory(), lastError(reason), cluster.log()));
      }
      pause();
    }
  }

  /// Whether another attempt may succeed: processes of a killed server that have not noticed yet,
  /// or a port that was free a moment ago.
  private static boolean passes(String reason, int port) {
    return reason.contains("is still in use")
        || (port == 0 && reason.contains("could not bind IPv4 address"));
  }

  private static String loggedSince(PostgresCluster cluster, long offset) throws IOException {
    if (!Files.exists(cluster.log())) {
      return "";
    }
    byte[] all = Files.readAllBytes(cluster.log());
    int from = (int) Math.min(offset, all.length);
    return new String(all, from, all.length - from, StandardCharsets.UTF_8);
  }

  private static String lastError(String reason) {
    return reason
        .lines()
        .filter(line -> line.contains("FATAL:") || line.contains("LOG:  could not"))
        .map(line -> line.replaceFirst("^.*?(FATAL|LOG): *", ""))
        .reduce((first, last) -> last)
        .orElse("no reason given")
        .strip();
  }

  private static void stop(PostgresCommands commands, PostgresCluster cluster) throws IOException {
    if (commands.run("pg_ctl", pgCtl(cluster, "stop", "--mode=fast")).succeeded()) {
      return;
    }
    PostgresCommands.Outcome outcome =
        commands.run("pg_ctl", pgCtl(cluster, "stop", "--mode=immediate"));
    if (!outcome.succeeded() && cluster.recordedPid().isPresent()) {
      throw new IOException(outcome.output().strip());
    }
  }

  private static List<String> pgCtl(PostgresCluster cluster, String command, String option) {
    String timeout = "start".equals(command) ? START_TIMEOUT : "60";
    return List.of(
        command,
        option,
        "--pgdata=" + cluster.data(),
        "--wait",
        "--silent",
        "--timeout=" + timeout);
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(100);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BackendFailedException("Interrupted while PostgreSQL was starting", e);
    }
  }
}
