package dev.yubin.resolver.upstream;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import org.xbill.DNS.Message;

/// All searches, and what they may cost together.
final class Searches {
  /// Each costs a socket or two.
  private static final int MAX_QUESTIONS = 4_096;

  private final Executor executor;
  private final RetryBudget budget = new RetryBudget();
  private final Semaphore questions = new Semaphore(MAX_QUESTIONS);

  /// @param executor runs what waits for a server: of virtual threads
  Searches(Executor executor) {
    this.executor = executor;
  }

  /// Asks one server after the other until one has a usable response, first those that are fit.
  /// Blocks.
  ///
  /// @throws IOException when none had one; its message is the last one's failure
  Message run(Message query, List<Upstream> servers, Predicate<Message> usable) throws IOException {
    if (!questions.tryAcquire()) {
      throw new IOException("too many questions wait for an answer");
    }
    try {
      budget.earn();
      List<Upstream> inOrder =
          servers.stream().sorted(Comparator.comparing(u -> !u.isFit())).toList();
      return new Search(query, inOrder, usable, budget, executor).run();
    } finally {
      questions.release();
    }
  }
}
