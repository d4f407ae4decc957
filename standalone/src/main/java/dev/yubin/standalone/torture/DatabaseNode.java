package dev.yubin.standalone.torture;

import dev.yubin.embedded.PostgresServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// PostgreSQL, of whose processes a kill hits the postmaster.
final class DatabaseNode implements Node {
  static final String NAME = "postgresql";
  private static final String DATABASE = "yubin";

  private final Path directory;
  private final int port;
  private @Nullable PostgresServer server;

  /// Whether it was asked to end, and has.
  private boolean stopped;

  DatabaseNode(Path directory, int port) {
    this.directory = directory;
    this.port = port;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void start() {
    PostgresServer started = PostgresServer.start(directory, port);
    started.createDatabase(DATABASE);
    server = started;
    stopped = false;
  }

  private PostgresServer server() {
    PostgresServer started = server;
    if (started == null) {
      throw new IllegalStateException("PostgreSQL was not started");
    }
    return started;
  }

  String user() {
    return server().user();
  }

  String password() {
    return server().password();
  }

  String database() {
    return DATABASE;
  }

  /// Past any proxy.
  Connection connect() throws SQLException {
    return DriverManager.getConnection(server().jdbcUrl(DATABASE), user(), password());
  }

  @Override
  public Stream<ProcessHandle> process() {
    PostgresServer started = server;
    return started == null || stopped ? Stream.empty() : ProcessHandle.of(started.pid()).stream();
  }

  @Override
  public void terminate() {
    server().close();
    stopped = true;
  }

  @Override
  public void close() {
    if (process().findAny().isPresent()) {
      goOn();
      terminate();
    }
  }
}
