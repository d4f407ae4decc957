package dev.yubin.store.outbound;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Writes down what attempts came to. Those of many threads go together: while one transaction is
/// on its way to the disk, what comes meanwhile waits for the next, and shares it. So a busy
/// queue has one flush for many mails, and an idle one makes nobody wait. Safe for use by many
/// threads.
public final class Settlements {
  /// Bounds how long one transaction holds its rows.
  private static final int MAX_TOGETHER = 200;

  private final TransactionTemplate transaction;
  private final SettlementRows rows;
  private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();
  private final Lock writing = new ReentrantLock();

  public Settlements(DataSource dataSource) {
    this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    this.rows = new SettlementRows(JdbcClient.create(dataSource));
  }

  /// One thread's, until whoever writes says what became of it.
  private static final class Waiting {
    private final Settlement settlement;
    private @Nullable Boolean settled;
    private @Nullable RuntimeException failure;

    private Waiting(Settlement settlement) {
      this.settlement = settlement;
    }

    private boolean isWritten() {
      return settled != null || failure != null;
    }

    private boolean result() {
      if (failure != null) {
        throw failure;
      }
      return Boolean.TRUE.equals(settled);
    }
  }

  /// Returns when it is durable. A DSN for those that the sender wants to hear of is due from then
  /// on.
  ///
  /// @return whether the mail was still the caller's; when its lease has run out and another has
  ///     claimed it, nothing is written
  public boolean settle(Settlement settlement) {
    Waiting mine = new Waiting(settlement);
    waiting.add(mine);
    writing.lock();
    try {
      while (!mine.isWritten()) {
        write(next());
      }
    } finally {
      writing.unlock();
    }
    return mine.result();
  }

  private List<Waiting> next() {
    List<Waiting> next = new ArrayList<>();
    while (next.size() < MAX_TOGETHER && waiting.poll() instanceof Waiting one) {
      next.add(one);
    }
    return next;
  }

  /// One that the database will not have keeps no other from being written. A database that is away
  /// is away for all.
  private void write(List<Waiting> together) {
    try {
      List<Settlement> settlements = together.stream().map(one -> one.settlement).toList();
      Set<Long> settled = transaction.execute(_ -> rows.write(settlements));
      together.forEach(one -> one.settled = settled.contains(one.settlement.claimed().id()));
    } catch (DataIntegrityViolationException e) {
      if (together.size() == 1) {
        together.getFirst().failure = e;
      } else {
        together.forEach(one -> write(List.of(one)));
      }
    } catch (RuntimeException e) {
      together.forEach(one -> one.failure = e);
    }
  }
}
