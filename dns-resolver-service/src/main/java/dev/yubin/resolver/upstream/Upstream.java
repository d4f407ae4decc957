package dev.yubin.resolver.upstream;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;

/// One server that is asked. A server that failed is asked after the others for a while.
final class Upstream {
  private static final Duration REST = Duration.ofSeconds(10);

  private final String address;
  private final Transport transport;
  private final Duration timeout;
  private final MeterRegistry metrics;
  private final String metricsName;
  private final AnswerTime answerTime = new AnswerTime();
  private final AtomicLong failures = new AtomicLong();
  private volatile boolean overtaken;
  private volatile long restsUntil = System.nanoTime();

  /// @param metricsName under which its answers are counted; of all name servers one
  Upstream(
      String address,
      Transport transport,
      Duration timeout,
      MeterRegistry metrics,
      String metricsName) {
    this.address = address;
    this.transport = transport;
    this.timeout = timeout;
    this.metrics = metrics;
    this.metricsName = metricsName;
  }

  /// Asks once and waits for the response.
  ///
  /// @throws IOException when there was none in time, or none to this question
  Message ask(Message query) throws IOException {
    long start = System.nanoTime();
    String outcome = "failed";
    try {
      Message response = transport.exchange(query, Deadline.after(timeout));
      outcome = Rcode.string(response.getRcode()).toLowerCase(Locale.ROOT);
      answered(response.getRcode(), Duration.ofNanos(System.nanoTime() - start));
      return response;
    } catch (UpstreamTimeoutException e) {
      outcome = "timeout";
      failed();
      throw new UpstreamTimeoutException(address + " did not answer");
    } catch (IOException e) {
      failed();
      throw new IOException(address + " failed: " + e.getMessage(), e);
    } finally {
      metrics
          .timer("yubin.dns.upstream", "upstream", metricsName, "outcome", outcome)
          .record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
    }
  }

  /// Whether it has not failed just now, nor been late without an answer since.
  boolean isFit() {
    return !overtaken && System.nanoTime() - restsUntil >= 0;
  }

  /// Whether its last exchange, if there was one, brought a response.
  boolean isReachable() {
    return failures.get() == 0;
  }

  /// When the next server should be asked too.
  Duration late() {
    return answerTime.late(timeout.dividedBy(2));
  }

  /// It is late; the others come first until it has answered.
  void overtaken() {
    overtaken = true;
  }

  @Override
  public String toString() {
    return address;
  }

  /// Whether this response ends the search. Anything but NOERROR and NXDOMAIN is a failure of that
  /// server, and another may do better.
  static boolean isUsable(Message response) {
    return response.getRcode() == Rcode.NOERROR || response.getRcode() == Rcode.NXDOMAIN;
  }

  private void answered(int rcode, Duration time) {
    answerTime.add(time);
    failures.set(0);
    overtaken = false;
    // A server that refuses everything, or has lost its own upstream, need not be asked first.
    restsUntil = System.nanoTime() + (rcode == Rcode.REFUSED ? REST.toNanos() : 0);
  }

  private void failed() {
    failures.incrementAndGet();
    overtaken = false;
    restsUntil = System.nanoTime() + REST.toNanos();
  }
}
