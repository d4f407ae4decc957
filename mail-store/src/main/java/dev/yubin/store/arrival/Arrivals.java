package dev.yubin.store.arrival;

import dev.yubin.mail.MailId;
import dev.yubin.mail.MailRecord;
import dev.yubin.store.arrival.ArrivalBatch.Span;
import dev.yubin.store.outbound.OutboundMail;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/// Stores what Kafka brings, exactly once: the offsets of a batch are rows that are moved in its
/// own transaction, and only by the instance that owns them. Safe for use by many threads.
public final class Arrivals {
  private final JdbcClient jdbc;
  private final JdbcTemplate template;
  private final TransactionTemplate transaction;

  public Arrivals(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
    this.template = new JdbcTemplate(dataSource);
    this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
  }

  /// Makes somebody the owner of partitions. From then on whoever owned them before can store
  /// nothing from them.
  ///
  /// @return for each partition the offset to go on from
  public Map<Integer, Long> takeOver(String topic, Collection<Integer> partitions, UUID owner) {
    Map<Integer, Long> next = new HashMap<>();
    for (int partition : partitions) {
      long offset =
          jdbc.sql(
                  """
                  insert into consumer_offset (topic, partition, next_offset, owner)
                  values (?, ?, 0, ?)
                  on conflict (topic, partition) do update set owner = excluded.owner
                  returning next_offset
                  """)
              .params(topic, partition, owner)
              .query(Long.class)
              .single();
      next.put(partition, offset);
    }
    return next;
  }

  /// How far each partition is stored.
  ///
  /// @return for each partition the offset that comes next
  public Map<Integer, Long> positions(String topic) {
    Map<Integer, Long> next = new HashMap<>();
    jdbc.sql("select partition, next_offset from consumer_offset where topic = ?")
        .param(topic)
        .query(
            rs -> {
              next.put(rs.getInt("partition"), rs.getLong("next_offset"));
            });
    return next;
  }

  /// Keeps what there is of a mail until it has arrived: a record of it is put aside, and may
  /// be sent again however much later.
  public void keep(MailId mail) {
    jdbc.sql("insert into dead_letter (mail_id) values (?) on conflict do nothing")
        .param(mail.value())
        .update();
  }

  /// Stores a batch in one transaction. When this returns [StoreOutcome.Stored], it is durable; in
  /// every other case, exceptions included, nothing of it is there.
  ///
  /// @throws org.springframework.dao.DataAccessException when the database refuses it or is away
  public StoreOutcome store(ArrivalBatch batch) {
    StoreOutcome outcome = transaction.execute(status -> store(batch, status));
    return Objects.requireNonNull(outcome);
  }

  private StoreOutcome store(ArrivalBatch batch, TransactionStatus status) {
    if (!advance(batch)) {
      status.setRollbackOnly();
      return new StoreOutcome.Fenced();
    }
    List<Arrival> arrivals = withoutReplays(batch.arrivals());
    List<MailRecord.Chunk> chunks = withoutStored(batch.chunks());
    List<Dispatch> dispatches =
        arrivals.stream().flatMap(arrival -> arrival.dispatch().stream()).toList();
    return dispatch(
        dispatches, status, connection -> new ArrivalRows(connection).write(chunks, arrivals));
  }

  /// Lets a mail go that was held, in one transaction: it is in its mailboxes and queues, and held
  /// no more, or nothing has happened.
  ///
  /// @param held as it was claimed
  /// @return [StoreOutcome.Fenced] when another instance has claimed it since
  public StoreOutcome release(OutboundMail held, Dispatch dispatch) {
    StoreOutcome outcome =
        transaction.execute(
            status -> {
              int taken =
                  jdbc.sql("delete from outbound where id = ? and attempts = ?")
                      .params(held.id(), held.attempts())
                      .update();
              if (taken == 0) {
                return new StoreOutcome.Fenced();
              }
              return dispatch(
                  List.of(dispatch),
                  status,
                  connection -> new TraceRows(connection).dispatched(dispatch));
            });
    return Objects.requireNonNull(outcome);
  }

  /// Rows that go before those of the dispatches.
  private interface Before {
    void write(Connection connection) throws SQLException, IOException;
  }

  private StoreOutcome dispatch(
      List<Dispatch> dispatches, TransactionStatus status, Before before) {
    Inboxes inboxes = Inboxes.reserve(jdbc, dispatches);
    if (!inboxes.complete()) {
      status.setRollbackOnly();
      return new StoreOutcome.AccountGone();
    }
    template.execute(
        (Connection connection) -> {
          try {
            before.write(connection);
            new DispatchRows(connection, inboxes).write(dispatches);
            return null;
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    return new StoreOutcome.Stored(inboxes.mailboxes());
  }

  private boolean advance(ArrivalBatch batch) {
    for (Span span : batch.spans()) {
      int moved =
          jdbc.sql(
                  """
                  update consumer_offset set next_offset = ?
                  where topic = ? and partition = ? and owner = ? and next_offset = ?
                  """)
              .params(span.next(), batch.topic(), span.partition(), batch.owner(), span.from())
              .update();
      if (moved == 0) {
        return false;
      }
    }
    return true;
  }

  /// A mail that Yubin itself makes has an id that follows from its cause. When its making was cut
  /// short and done again, it arrives twice, and the second time means nothing.
  private List<Arrival> withoutReplays(List<Arrival> arrivals) {
    UUID[] ids = arrivals.stream().map(a -> a.mail().id().value()).toArray(UUID[]::new);
    if (ids.length == 0) {
      return arrivals;
    }
    Set<UUID> seen =
        new HashSet<>(
            jdbc.sql("select id from mail where id = any(?)").param(ids).query(UUID.class).list());
    return arrivals.stream().filter(a -> seen.add(a.mail().id().value())).toList();
  }

  /// A chunk that was put aside and sent again may come twice. It is the same each time.
  private List<MailRecord.Chunk> withoutStored(List<MailRecord.Chunk> chunks) {
    if (chunks.isEmpty()) {
      return chunks;
    }
    Set<ChunkKey> seen = new HashSet<>();
    jdbc.sql("select mail_id, seq from mail_chunk where mail_id = any(?)")
        .param(chunks.stream().map(chunk -> chunk.id().value()).distinct().toArray(UUID[]::new))
        .query(
            row -> {
              seen.add(new ChunkKey(row.getObject(1, UUID.class), row.getInt(2)));
            });
    return chunks.stream()
        .filter(chunk -> seen.add(new ChunkKey(chunk.id().value(), chunk.sequence())))
        .toList();
  }

  private record ChunkKey(UUID mail, int sequence) {}
}
