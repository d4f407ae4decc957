package dev.yubin.server;

import dev.yubin.server.tls.ServerTls;
import dev.yubin.server.tls.TlsProperties;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;

/// What an idle session costs in memory. Opens sessions from a second process, each of which
/// says one line, and compares this process before and after, each time after a collection:
///
///     java -Xmx2g -XX:MinHeapFreeRatio=5 -XX:MaxHeapFreeRatio=10 -cp … \
///         dev.yubin.server.IdleSessionsBenchmark 10000 plain|tls
///
/// Needs `ulimit -n` of some hundreds more than the sessions. Prints KiB a session, of the
/// heap and of the whole process as the system sees it (VmRSS).
final class IdleSessionsBenchmark {
  private static final int WARM_UP = 500;
  private static final int CONNECTING = 16;
  private static final Duration LONG = Duration.ofHours(1);

  private IdleSessionsBenchmark() {}

  public static void main(String[] args) throws Exception {
    int sessions = Integer.parseInt(args[0]);
    boolean tls = args[1].equals("tls");
    if (args.length > 2) {
      open(sessions, tls, Integer.parseInt(args[2]));
      return;
    }
    try (Listener listener = listen(tls)) {
      int port = listener.addresses().getFirst().getPort();
      during(WARM_UP, args[1], port);
      Memory before = Memory.now();
      Memory after = during(sessions, args[1], port);
      System.out.printf(
          Locale.ROOT,
          "%,d sessions %s: %.1f KiB of heap, %.1f KiB of the process each%n",
          sessions,
          args[1],
          (after.heap - before.heap) / (double) sessions,
          (after.process - before.process) / (double) sessions);
    }
  }

  private static Listener listen(boolean tls) throws IOException {
    TlsProperties certificate =
        TlsProperties.selfSignedIn(Files.createTempDirectory("idle-sessions-tls"));
    return Listener.start(
        TestHost.LOOPBACK,
        new Listener.Settings(
            new Listener.Port("yubin.test.port", 0, tls), 50_000, LONG, LONG, List.of()),
        new EchoProtocol(),
        ServerTls.of(certificate, new DefaultSslBundleRegistry(), "localhost"),
        new SimpleMeterRegistry());
  }

  /// Memory while a second process has its sessions open.
  private static Memory during(int sessions, String kind, int port) throws Exception {
    Process clients =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx3g",
                "-cp",
                System.getProperty("java.class.path"),
                IdleSessionsBenchmark.class.getName(),
                Integer.toString(sessions),
                kind,
                Integer.toString(port))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader output = clients.inputReader()) {
      if (!"open".equals(output.readLine())) {
        throw new IllegalStateException("The clients failed");
      }
      return Memory.now();
    } finally {
      clients.getOutputStream().close();
      clients.waitFor();
    }
  }

  /// The second process: opens sessions, says so, and keeps them until its input ends.
  private static void open(int sessions, boolean tls, int port)
      throws IOException, InterruptedException, ExecutionException {
    List<Future<TestClient>> clients = new ArrayList<>();
    InetSocketAddress server = new InetSocketAddress(TestHost.ADDRESS, port);
    try (ExecutorService connecting = Executors.newFixedThreadPool(CONNECTING)) {
      for (int i = 0; i < sessions; i++) {
        clients.add(connecting.submit(() -> greet(server, tls)));
      }
    }
    for (Future<TestClient> client : clients) {
      client.get();
    }
    System.out.println("open");
    System.in.read();
  }

  private static TestClient greet(InetSocketAddress server, boolean tls) throws IOException {
    TestClient client = new TestClient(server);
    if (tls) {
      client.startTls();
    }
    client.send("hello\r\n");
    client.line();
    return client;
  }

  /// @param heap KiB in use
  /// @param process KiB resident
  private record Memory(long heap, long process) {
    static Memory now() throws IOException, InterruptedException {
      for (int i = 0; i < 3; i++) {
        System.gc();
        Thread.sleep(500);
      }
      Runtime runtime = Runtime.getRuntime();
      return new Memory((runtime.totalMemory() - runtime.freeMemory()) / 1024, resident());
    }

    private static long resident() throws IOException {
      return Files.readAllLines(Path.of("/proc/self/status")).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
          .findFirst()
          .orElseThrow();
    }
  }
}
