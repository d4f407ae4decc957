package dev.yubin.standalone.torture;

import dev.yubin.standalone.up.Service;
import dev.yubin.topic.Topics;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Waits until nothing is under way any more: Kafka is read to its end, and the queue and the
/// DSNs to be sent are gone.
///
/// @param patience how long that may take
record Settling(Cluster cluster, History history, Duration patience) {
  private static final String WAITING =
      """
      select (select count(*) from outbound) as outbound, (select count(*) from dsn) as dsns,
        (select coalesce(sum(next_offset), 0) from consumer_offset where topic = '%s') as next
      """
          .formatted(Topics.MAIL_ACCEPTED);

  /// What an instance had claimed when it was killed lies still for five minutes. Here all of
  /// them drain, so that nobody has a claim any more, and those that are left are given back.
  void shortenLeases() throws IOException, SQLException, InterruptedException {
    List<Node> delivery =
        cluster.nodes().stream()
            .filter(node -> node.name().startsWith(Service.DELIVERY.label()))
            .toList();
    delivery.forEach(Node::terminate);
    try (Connection database = cluster.connect();
        Statement statement = database.createStatement()) {
      statement.executeUpdate(
          "update outbound set due_at = now(), leased_until = null where leased_until is not null");
      statement.executeUpdate("update dsn set due_at = now()");
    }
    for (Node node : delivery) {
      node.start();
    }
    for (Node node : delivery) {
      cluster.awaitReady(node.name(), Instant.now().plus(patience));
    }
  }

  void await() throws InterruptedException, SQLException {
    Instant deadline = Instant.now().plus(patience);
    String waiting = waiting();
    while (!waiting.isEmpty() && Instant.now().isBefore(deadline)) {
      Thread.sleep(500);
      waiting = waiting();
    }
    if (!waiting.isEmpty()) {
      history.broken(Promise.LEFTOVER, "after %s there is still %s".formatted(patience, waiting));
    }
  }

  /// What is under way, in words; empty when nothing is.
  private String waiting() throws SQLException, InterruptedException {
    Topic accepted = new Topic(cluster.bootstrapServers(), Topics.MAIL_ACCEPTED);
    try (Connection database = cluster.connect();
        Statement statement = database.createStatement();
        ResultSet row = statement.executeQuery(WAITING)) {
      row.next();
      long unread = accepted.end() - row.getLong("next");
      boolean done = row.getLong("outbound") == 0 && row.getLong("dsns") == 0 && unread <= 0;
      return done
          ? ""
          : "outbound=%d dsns=%d records=%d"
              .formatted(row.getLong("outbound"), row.getLong("dsns"), unread);
    }
  }
}
