package dev.yubin.resolver.route;

import dev.yubin.dns.DnssecState;
import dev.yubin.resolver.answer.Answer;
import dev.yubin.resolver.answer.NameResolver;
import dev.yubin.resolver.answer.Question;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import org.springframework.stereotype.Component;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Type;

/// Asks for the addresses of many hosts at once, and for their TLSA records.
@Component
class HostAddresses {
  private final NameResolver resolver;
  private final DaneFinder dane;
  private final ExecutorService executor;

  HostAddresses(NameResolver resolver, DaneFinder dane, ExecutorService dnsExecutor) {
    this.resolver = resolver;
    this.dane = dane;
    this.executor = dnsExecutor;
  }

  /// Waits until all answers are there.
  ///
  /// @param mx what DNSSEC says of the exchanges; only where they are secure, TLSA is asked for
  ///     (RFC 7672 §2.2.1)
  /// @return what became of each host, in the order of the exchanges
  List<ResolvedHost> find(List<MXRecord> exchanges, DnssecState mx) {
    List<CompletableFuture<ResolvedHost>> pending =
        exchanges.stream().map(exchange -> ask(exchange, mx == DnssecState.SECURE)).toList();
    return pending.stream().map(CompletableFuture::join).toList();
  }

  private CompletableFuture<ResolvedHost> ask(MXRecord exchange, boolean secure) {
    CompletableFuture<Answer> v6 = ask(exchange, Type.AAAA);
    CompletableFuture<Answer> v4 = ask(exchange, Type.A);
    return secure
        ? v6.thenCombineAsync(v4, (six, four) -> withDane(exchange, six, four), executor)
        : v6.thenCombine(
            v4, (six, four) -> new ResolvedHost(exchange, six, four, DaneLookup.NOT_ASKED));
  }

  private ResolvedHost withDane(MXRecord exchange, Answer v6, Answer v4) {
    return new ResolvedHost(exchange, v6, v4, dane.find(exchange.getTarget(), v6, v4));
  }

  private CompletableFuture<Answer> ask(MXRecord exchange, int type) {
    return resolver.ask(Question.of(exchange.getTarget(), type), executor);
  }
}
