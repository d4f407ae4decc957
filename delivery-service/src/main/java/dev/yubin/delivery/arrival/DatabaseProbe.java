package dev.yubin.delivery.arrival;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells a database that is away from one that refuses something.
///
/// @param dataSource of the database
record DatabaseProbe(DataSource dataSource) {
  private static final Logger log = LoggerFactory.getLogger(DatabaseProbe.class);
  private static final int TIMEOUT_SECONDS = 2;

  boolean answers() {
    try (Connection connection = dataSource.getConnection()) {
      return connection.isValid(TIMEOUT_SECONDS) && !connection.isReadOnly();
    } catch (SQLException e) {
      log.debug("event=database-away cause={}", e.toString());
      return false;
    }
  }
}
