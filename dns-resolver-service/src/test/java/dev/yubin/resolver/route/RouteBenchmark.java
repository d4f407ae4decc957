package dev.yubin.resolver.route;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
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
/// nothing can be kept (RFC 2308 §5), and none of the routes is ever warm. It speaks HTTP by hand:
/// a client that took more of the processors than the service would measure itself.
final class RouteBenchmark {
  private static final int CONNECTIONS = 16;

  private final URI service;
  private final String form;
  private final int domains;
  private final int rate;

  private RouteBenchmark(URI service, String form, int domains, int rate) {
    this.service = service;
    this.form = form;
    this.domains = domains;
    this.rate = rate;
  }

  public static void main(String[] args) throws Exception {
    RouteBenchmark benchmark =
        new RouteBenchmark(
            URI.create(args[0]), args[1], Integer.parseInt(args[2]), Integer.parseInt(args[3]));
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

  private List<Long> ask(int number, int count, long begin) throws IOException {
    List<Long> times = new ArrayList<>(count);
    try (Socket socket = new Socket(service.getHost(), service.getPort())) {
      socket.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(socket.getInputStream());
      for (int i = 0; i < count; i++) {
        long question = (long) i * CONNECTIONS + number;
        long due = begin + question * 1_000_000_000L / rate;
        while (due - System.nanoTime() > 0) {
          LockSupport.parkNanos(due - System.nanoTime());
        }
        socket.getOutputStream().write(request(question % domains + 1));
        String body = body(in);
        if (!body.contains("\"hosts\"")) {
          throw new IllegalStateException(body);
        }
        times.add(System.nanoTime() - due);
      }
    }
    return times;
  }

  private byte[] request(long domain) {
    return "GET /api/v1/mail-routes/%s HTTP/1.1\r\nHost: %s\r\nAccept: application/json\r\n\r\n"
        .formatted(form.formatted(domain), service.getAuthority())
        .getBytes(ISO_8859_1);
  }

  /// Of a response with its length or in chunks (RFC 9112 §6).
  private static String body(InputStream in) throws IOException {
    int length = -1;
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      if (line.regionMatches(true, 0, "Content-Length:", 0, 15)) {
        length = Integer.parseInt(line.substring(15).strip());
      }
    }
    if (length >= 0) {
      return new String(in.readNBytes(length), ISO_8859_1);
    }
    StringBuilder body = new StringBuilder();
    int chunk;
    do {
      chunk = Integer.parseInt(line(in), 16);
      body.append(new String(in.readNBytes(chunk), ISO_8859_1));
      line(in);
    } while (chunk > 0);
    return body.toString();
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int octet = in.read(); octet != '\n'; octet = in.read()) {
      if (octet < 0) {
        throw new EOFException();
      }
      if (octet != '\r') {
        line.append((char) octet);
      }
    }
    return line.toString();
  }
}
