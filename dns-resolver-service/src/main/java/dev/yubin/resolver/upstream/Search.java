package dev.yubin.resolver.upstream;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;

/// The search for one answer. The next server is asked when one failed, and already when one is
/// late; the first answer wins. For the thread that made it.
final class Search {
  private final Message query;
  private final Predicate<Message> usable;
  private final RetryBudget budget;
  private final Executor executor;
  private final Deque<Upstream> waiting;
  private final List<Upstream> silent = new ArrayList<>();
  private final BlockingQueue<Reply> replies = new LinkedBlockingQueue<>();
  private int running;
  private boolean repeated;

  /// @param usable whether a response ends the search
  Search(
      Message query,
      List<Upstream> inOrder,
      Predicate<Message> usable,
      RetryBudget budget,
      Executor executor) {
    this.query = query;
    this.usable = usable;
    this.waiting = new ArrayDeque<>(inOrder);
    this.budget = budget;
    this.executor = executor;
  }

  private record Reply(Upstream upstream, @Nullable Message response, IOException failure) {}

  /// @throws IOException when no server had an answer; its message is the last one's failure
  Message run() throws IOException {
    IOException failure = new IOException("there is no upstream");
    Upstream newest = askNext();
    while (running > 0) {
      Reply reply = await(newest);
      if (reply == null) {
        newest = askNext();
        continue;
      }
      running--;
      if (reply.response != null) {
        return reply.response;
      }
      failure = reply.failure;
      if (failure instanceof UpstreamTimeoutException) {
        silent.add(reply.upstream);
      }
      if (waiting.isEmpty() && running == 0) {
        again();
      }
      newest = askNext();
    }
    throw failure;
  }

  /// A datagram may be lost: servers that did not answer are asked once more (RFC 1035 §7.2).
  private void again() {
    if (!repeated && !silent.isEmpty() && budget.spend()) {
      repeated = true;
      waiting.addAll(silent);
      silent.clear();
    }
  }

  private @Nullable Upstream askNext() {
    Upstream next = waiting.poll();
    if (next != null) {
      running++;
      executor.execute(() -> replies.add(ask(next)));
    }
    return next;
  }

  private Reply ask(Upstream upstream) {
    IOException failure;
    try {
      Message response = upstream.ask(query);
      if (usable.test(response)) {
        return new Reply(upstream, response, new IOException());
      }
      String rcode = Rcode.string(response.getRcode());
      failure = new IOException(upstream + " said " + rcode);
    } catch (IOException e) {
      failure = e;
    } catch (RuntimeException e) {
      failure = new IOException(upstream + " failed", e);
    }
    return new Reply(upstream, null, failure);
  }

  /// @return null when the newest server is late and another one may be asked
  private @Nullable Reply await(@Nullable Upstream newest) throws IOException {
    try {
      if (newest != null && !waiting.isEmpty()) {
        Reply reply = replies.poll(newest.late().toNanos(), TimeUnit.NANOSECONDS);
        if (reply != null) {
          return reply;
        }
        newest.overtaken();
        if (budget.spend()) {
          return null;
        }
      }
      return replies.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
