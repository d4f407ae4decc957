package dev.yubin.resolver.upstream;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.xbill.DNS.DohResolver;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.WireParseException;

/// One server that is asked. A server that failed is asked after the others for a while.
final class Upstream {
  private static final Duration REST = Duration.ofSeconds(10);
  private static final int HTTPS_STREAMS = 100;
  private static final Duration HTTPS_IDLE = Duration.ofMinutes(2);

  private final UpstreamAddress address;
  private final Resolver resolver;
  private final Duration timeout;
  private final Executor executor;
  private final MeterRegistry metrics;
  private final AtomicLong failures = new AtomicLong();
  private volatile long restsUntil = System.nanoTime();

  Upstream(UpstreamAddress address, Duration timeout, Executor executor, MeterRegistry metrics) {
    this.address = address;
    this.timeout = timeout;
    this.executor = executor;
    this.metrics = metrics;
    this.resolver = resolver(address);
    resolver.setTimeout(timeout);
  }

  private static Resolver resolver(UpstreamAddress address) {
    return switch (address) {
      case UpstreamAddress.Plain plain -> new SimpleResolver(plain.server());
      case UpstreamAddress.Https https ->
          new DohResolver(https.uri().toString(), HTTPS_STREAMS, HTTPS_IDLE);
    };
  }

  /// Asks once and waits for the response.
  ///
  /// @throws IOException when there was none in time, or none to this question
  Message ask(Message query) throws IOException {
    long start = System.nanoTime();
    String outcome = "failed";
    try {
      Message response = exchange(query);
      outcome = Rcode.string(response.getRcode()).toLowerCase(Locale.ROOT);
      answered(response.getRcode());
      return response;
    } catch (IOException e) {
      outcome = e instanceof UpstreamTimeoutException ? "timeout" : "failed";
      failed();
      throw e;
    } finally {
      metrics
          .timer("yubin.dns.upstream", "upstream", address.toString(), "outcome", outcome)
          .record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
    }
  }

  /// Whether it has not failed just now.
  boolean isFit() {
    return System.nanoTime() - restsUntil >= 0;
  }

  /// Whether its last exchange, if there was one, brought a response.
  boolean isReachable() {
    return failures.get() == 0;
  }

  UpstreamAddress address() {
    return address;
  }

  private Message exchange(Message query) throws IOException {
    try {
      Message response =
          resolver
              .sendAsync(query, executor)
              .toCompletableFuture()
              .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      requireSameQuestion(query, response);
      return response;
    } catch (ExecutionException e) {
      throw failure(e.getCause() == null ? e : e.getCause());
    } catch (TimeoutException e) {
      throw new UpstreamTimeoutException(address + " did not answer");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while asking " + address, e);
    }
  }

  private IOException failure(Throwable cause) {
    if (cause instanceof TimeoutException || cause instanceof SocketTimeoutException) {
      return new UpstreamTimeoutException(address + " did not answer");
    }
    return new IOException(address + " failed: " + cause.getMessage(), cause);
  }

  /// RFC 5452 §9.1: the response must be to the question that was asked.
  private static void requireSameQuestion(Message query, Message response)
      throws WireParseException {
    if (isUsable(response)) {
      Record asked = query.getQuestion();
      Record answered = response.getQuestion();
      if (answered == null
          || !asked.getName().equals(answered.getName())
          || asked.getType() != answered.getType()) {
        throw new WireParseException("response to another question");
      }
    }
  }

  /// Whether this response ends the search. Anything but NOERROR and NXDOMAIN is a failure of that
  /// server, and another may do better.
  static boolean isUsable(Message response) {
    return response.getRcode() == Rcode.NOERROR || response.getRcode() == Rcode.NXDOMAIN;
  }

  private void answered(int rcode) {
    failures.set(0);
    // A server that refuses everything, or has lost its own upstream, need not be asked first.
    restsUntil = System.nanoTime() + (rcode == Rcode.REFUSED ? REST.toNanos() : 0);
  }

  private void failed() {
    failures.incrementAndGet();
    restsUntil = System.nanoTime() + REST.toNanos();
  }
}
