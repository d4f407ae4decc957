package dev.yubin.store.message;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.postgresql.PGStatement;

/// Statements of which the rows come in binary form from the first time on. Octets and times would
/// else come as text, twice as long and slow to read, until the driver has seen the statement five
/// times on a connection.
final class BinaryTransfer {
  private BinaryTransfer() {}

  static PreparedStatement prepare(Connection connection, String sql) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    statement.unwrap(PGStatement.class).setPrepareThreshold(-1);
    return statement;
  }
}
