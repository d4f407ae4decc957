package dev.yubin.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerTest {
  @TempDir Path directory;

  @Test
  void keepsDataOverARestart() throws SQLException {
    try (PostgresServer server = PostgresServer.start(directory, 0)) {
      server.createDatabase("mail");
      write(server, "CREATE TABLE kept (value text)", "INSERT INTO kept VALUES ('a mail')");
    }

    try (PostgresServer server = PostgresServer.start(directory, 0)) {
      server.createDatabase("mail");
      assertThat(read(server, "SELECT value FROM kept")).isEqualTo("a mail");
    }
  }

  @Test
  void keepsWhatIsCommittedWhenItIsKilled() throws SQLException {
    PostgresServer killed = PostgresServer.start(directory, 0);
    killed.createDatabase("mail");
    write(killed, "CREATE TABLE kept (value text)", "INSERT INTO kept VALUES ('a mail')");
    ProcessHandle postmaster = ProcessHandle.of(killed.pid()).orElseThrow();
    postmaster.destroyForcibly();
    Awaitility.await().until(() -> !postmaster.isAlive());

    try (PostgresServer server = PostgresServer.start(directory, 0)) {
      assertThat(read(server, "SELECT value FROM kept")).isEqualTo("a mail");
    }
  }

  @Test
  void takesOverFromAServerThatWasLeftRunning() {
    long leftover = PostgresServer.start(directory, 0).pid();

    try (PostgresServer server = PostgresServer.start(directory, 0)) {
      assertThat(server.pid()).isNotEqualTo(leftover);
      Awaitility.await().until(() -> !ProcessHandle.of(leftover).isPresent());
    }
  }

  @Test
  void freesThePortOfAServerThatWasLeftRunning() {
    int port = PostgresServer.start(directory, 0).port();

    PostgresServer.stopLeftover(directory);

    try (PostgresServer server = PostgresServer.start(directory, port)) {
      assertThat(server.port()).isEqualTo(port);
    }
  }

  @Test
  void startsThoughTheRecordedPidIsSomebodyElses() throws Exception {
    PostgresServer.start(directory, 0).close();
    Path pidFile = directory.resolve("data/postmaster.pid");
    Files.write(
        pidFile,
        List.of(Long.toString(ProcessHandle.current().pid()), directory.toString(), "0", "0"));

    try (PostgresServer server = PostgresServer.start(directory, 0)) {
      assertThat(server.pid()).isNotEqualTo(ProcessHandle.current().pid());
    }
  }

  @Test
  void asksForAPasswordThatOnlyTheOwnerReads() throws Exception {
    try (PostgresServer server = PostgresServer.start(directory, 0)) {
      assertThatThrownBy(
              () -> DriverManager.getConnection(server.jdbcUrl("postgres"), server.user(), "guess"))
          .hasMessageContaining("password authentication failed");
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(directory.resolve("password"))))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void writesThroughToTheDisk() throws SQLException {
    try (PostgresServer server = PostgresServer.start(directory, 0)) {
      server.createDatabase("mail");
      assertThat(read(server, "SHOW fsync")).isEqualTo("on");
      assertThat(read(server, "SHOW synchronous_commit")).isEqualTo("on");
      assertThat(read(server, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
    }
  }

  @Test
  void saysWhichPortIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      assertThatThrownBy(() -> PostgresServer.start(directory, taken.getLocalPort()))
          .isInstanceOf(BackendFailedException.class)
          .hasMessageContaining("port " + taken.getLocalPort());
    }
  }

  private static void write(PostgresServer server, String... statements) throws SQLException {
    try (Connection connection = connect(server);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static String read(PostgresServer server, String query) throws SQLException {
    try (Connection connection = connect(server);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      result.next();
      return result.getString(1);
    }
  }

  private static Connection connect(PostgresServer server) throws SQLException {
    return DriverManager.getConnection(server.jdbcUrl("mail"), server.user(), server.password());
  }
}
