package dev.yubin.resolver.route;

import dev.yubin.resolver.answer.Answer;
import dev.yubin.resolver.answer.NameResolver;
import dev.yubin.resolver.answer.Question;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import org.springframework.stereotype.Component;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Type;

/// Asks for the addresses of many hosts at once.
@Component
class HostAddresses {
  private final NameResolver resolver;
  private final ExecutorService executor;

  HostAddresses(NameResolver resolver, ExecutorService dnsExecutor) {
    this.resolver = resolver;
    this.executor = dnsExecutor;
  }

  /// Waits until all answers are there.
  ///
  /// @return what became of each host, in the order of the exchanges
  List<ResolvedHost> find(List<MXRecord> exchanges) {
    List<Pending> pending = exchanges.stream().map(this::ask).toList();
    return pending.stream().map(Pending::join).toList();
  }

  private Pending ask(MXRecord exchange) {
    return new Pending(exchange, ask(exchange, Type.AAAA), ask(exchange, Type.A));
  }

  private CompletableFuture<Answer> ask(MXRecord exchange, int type) {
    Question question = Question.of(exchange.getTarget(), type);
    return CompletableFuture.supplyAsync(() -> resolver.answer(question), executor);
  }

  private record Pending(
      MXRecord exchange, CompletableFuture<Answer> v6, CompletableFuture<Answer> v4) {
    ResolvedHost join() {
      return new ResolvedHost(exchange, v6.join(), v4.join());
    }
  }
}
