package dev.yubin.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

class TestBackendsTest {

  @Test
  void givesAnotherEmptyDatabaseToEachCaller() throws SQLException {
    TestBackends.Database first = TestBackends.postgres();
    TestBackends.Database second = TestBackends.postgres();

    assertThat(second.jdbcUrl()).isNotEqualTo(first.jdbcUrl());
    assertThat(tables(first)).isZero();
    assertThat(tables(second)).isZero();
  }

  @Test
  void givesOneBrokerToAll() throws Exception {
    String bootstrapServers = TestBackends.kafka();

    assertThat(TestBackends.kafka()).isEqualTo(bootstrapServers);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      assertThat(admin.describeCluster().nodes().get()).hasSize(1);
    }
  }

  private static int tables(TestBackends.Database database) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")) {
      result.next();
      return result.getInt(1);
    }
  }
}
