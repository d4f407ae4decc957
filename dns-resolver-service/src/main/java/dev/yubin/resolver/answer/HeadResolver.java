package dev.yubin.resolver.answer;

import dev.yubin.resolver.upstream.Source;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.TSIG;

/// The upstreams as dnsjava's validator wants them. How they are asked is settled elsewhere, so
/// that its setters do nothing.
final class HeadResolver implements Resolver {
  private final Source upstreams;
  private final Executor executor;
  private final ChainCache chain = new ChainCache();

  HeadResolver(Source upstreams, Executor executor) {
    this.upstreams = upstreams;
    this.executor = executor;
  }

  @Override
  public CompletionStage<Message> sendAsync(Message query) {
    return sendAsync(query, executor);
  }

  @Override
  public CompletionStage<Message> sendAsync(Message query, Executor ignored) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return ask(query);
          } catch (IOException e) {
            throw new CompletionException(e);
          }
        },
        executor);
  }

  /// A proof of this name was broken: its parts are asked for again.
  void forget(Name name) {
    chain.forget(name);
  }

  /// The response of the upstreams, or one of them that still holds where it is of the chain.
  Message ask(Message query) throws IOException {
    boolean ofChain = ChainCache.isOfChain(query);
    Message known = ofChain ? chain.find(query) : null;
    if (known != null) {
      return known;
    }
    Message response = upstreams.ask(Validation.withSignatures(query));
    if (ofChain) {
      chain.put(query, response);
    }
    return response;
  }

  @Override
  public String toString() {
    return upstreams.toString();
  }

  @Override
  public void setPort(int port) {}

  @Override
  public void setTCP(boolean flag) {}

  @Override
  public void setIgnoreTruncation(boolean flag) {}

  @Override
  public void setEDNS(int version, int payloadSize, int flags, List<EDNSOption> options) {}

  @Override
  public void setTSIGKey(TSIG key) {}

  @Override
  public void setTimeout(Duration timeout) {}
}
