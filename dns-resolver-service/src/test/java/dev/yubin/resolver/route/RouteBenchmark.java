package dev.yubin.resolver.route;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/// How long a running service takes for the mail route of domains that it knows:
///
///     java -cp … dev.yubin.resolver.route.RouteBenchmark \
///         http://127.0.0.1:8084 d%d.zone.test 200 2000 10
///
/// asks for the domains 1 to 200 of that form in turn, 2,000 times a second for 10 seconds, after
/// as long a warm-up. Each answer's time begins when it should have been asked for, so that a late
/// question counts as a late answer. The zone must have a SOA: without one, no answer that there is
/// nothing can be kept (RFC 2308 §5), and none of the routes is ever warm.
final class RouteBenchmark {
  private static final int CONNECTIONS = 16;

  private final String url;
  private final int domains;
  private final int rate;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private RouteBenchmark(String url, int domains, int rate) {
    this.url = url;
    this.domains = domains;
    this.rate = rate;
  }

  public static void main(String[] args) throws Exception {
    String url = args[0] + "/api/v1/mail-routes/" + args[1];
    RouteBenchmark benchmark =
        new RouteBenchmark(url, Integer.parseInt(args[2]), Integer.parseInt(args[3]));
    Duration time = Duration.ofSeconds(Long.parseLong(args[4]));
    benchmark.run(time);
    List<Long> nanos = benchmark.run(time);
    Collections.sort(nanos);
    System.out.printf(
        Locale.ROOT,
        "%d routes at %d/s: p50 %.2f ms, p99 %.2f ms, longest %.2f ms%n",
        nanos.size(),
        benchmark.rate,
        nanos.get(nanos.size() / 2) / 1e6,
        nanos.get(nanos.size() * 99 / 100) / 1e6,
        nanos.getLast() / 1e6);
  }

  private List<Long> run(Duration time) throws Exception {
    int each = (int) (rate * time.toSeconds() / CONNECTIONS);
    long begin = System.nanoTime();
    try (ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS)) {
      List<Callable<List<Long>>> askers = new ArrayList<>();
      for (int i = 0; i < CONNECTIONS; i++) {
        int number = i;
        askers.add(() -> ask(number, each, begin));
      }
      List<Long> all = new ArrayList<>();
      for (Future<List<Long>> times : threads.invokeAll(askers)) {
        all.addAll(times.get());
      }
      return all;
    }
  }

  private List<Long> ask(int number, int count, long begin) throws Exception {
    List<Long> times = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      long question = (long) i * CONNECTIONS + number;
      long due = begin + question * 1_000_000_000L / rate;
      while (due - System.nanoTime() > 0) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      URI route = URI.create(url.formatted(question % domains + 1));
      String body =
          client.send(HttpRequest.newBuilder(route).build(), BodyHandlers.ofString()).body();
      if (!body.contains("\"hosts\"")) {
        throw new IllegalStateException(body);
      }
      times.add(System.nanoTime() - due);
    }
    return times;
  }
}
