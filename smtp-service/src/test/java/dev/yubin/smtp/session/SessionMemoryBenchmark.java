package dev.yubin.smtp.session;

import dev.yubin.server.Network;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
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
import org.springframework.util.unit.DataSize;

/// What a session costs in memory whose client says no more. Opens sessions from a second process,
/// brings each to one [State], and compares this process before and after, each time after a
/// collection:
///
///     java -Xmx3g -XX:MinHeapFreeRatio=5 -XX:MaxHeapFreeRatio=10 -cp … \
///         dev.yubin.smtp.session.SessionMemoryBenchmark 10000 idle
///
/// Needs `ulimit -n` of some hundreds more than the sessions. Prints KiB a session, of the
/// heap and of the whole process as the system sees it (VmRSS).
final class SessionMemoryBenchmark {
  private static final int WARM_UP = 500;
  private static final int CONNECTING = 16;
  private static final int MAX_SESSIONS = 50_000;
  private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");
  private static final Duration LONG = Duration.ofHours(1);

  private SessionMemoryBenchmark() {}

  /// How far a client goes before it says no more.
  enum State {
    /// It was greeted.
    SILENT("mx") {
      @Override
      void reach(SmtpClient client) throws Exception {
        client.reply();
      }
    },
    /// It has said EHLO.
    IDLE("mx") {
      @Override
      void reach(SmtpClient client) throws Exception {
        client.reply();
        client.ask("EHLO client.test");
      }
    },
    /// The same under TLS.
    TLS("submissions") {
      @Override
      void reach(SmtpClient client) throws Exception {
        client.startTls();
        IDLE.reach(client);
      }
    },
    /// It is connected where TLS comes first.
    NO_HANDSHAKE("submissions") {
      @Override
      void reach(SmtpClient client) {}
    },
    /// And has sent the beginning of a ClientHello of 16 KiB, all but its last octet.
    HALF_HANDSHAKE("submissions") {
      @Override
      void reach(SmtpClient client) throws Exception {
        byte[] hello = new byte[5 + 16 * 1024 - 1];
        System.arraycopy(new byte[] {22, 3, 1, 64, 0, 1, 0, 63, (byte) 252, 3, 3}, 0, hello, 0, 11);
        client.send(hello);
      }
    },
    /// It is about to send a mail.
    DATA("mx") {
      @Override
      void reach(SmtpClient client) throws Exception {
        IDLE.reach(client);
        client.ask("MAIL FROM:<sender@remote.test>");
        client.ask("RCPT TO:<alice@example.test>");
        client.ask("DATA");
      }
    },
    /// And has sent 4 KiB of it.
    DATA_4_KIB("mx") {
      @Override
      void reach(SmtpClient client) throws Exception {
        DATA.reach(client);
        client.send("Subject: x\r\n\r\n" + LINE.repeat(4 * 1024 / LINE.length()));
      }
    },
    /// And has sent 100 KiB of it.
    DATA_100_KIB("mx") {
      @Override
      void reach(SmtpClient client) throws Exception {
        DATA.reach(client);
        client.send("Subject: x\r\n\r\n" + LINE.repeat(100 * 1024 / LINE.length()));
      }
    };

    private static final String LINE = "x".repeat(62) + "\r\n";

    private final String port;

    State(String port) {
      this.port = port;
    }

    abstract void reach(SmtpClient client) throws Exception;
  }

  public static void main(String[] args) throws Exception {
    int sessions = Integer.parseInt(args[0]);
    State state = State.valueOf(args[1].toUpperCase(Locale.ROOT));
    if (args.length > 2) {
      open(sessions, state, new InetSocketAddress(HERE, Integer.parseInt(args[2])));
      return;
    }
    Path certificate = Files.createTempDirectory("session-memory-tls");
    try (TestServer server = new TestServer(certificate, properties())) {
      int port = server.address(state.port).getPort();
      during(WARM_UP, state, port);
      Memory before = Memory.now();
      Memory after = during(sessions, state, port);
      System.out.printf(
          Locale.ROOT,
          "%,d sessions %s: %.1f KiB of heap, %.1f KiB of the process each%n",
          sessions,
          state,
          (after.heap - before.heap) / (double) sessions,
          (after.process - before.process) / (double) sessions);
    }
  }

  /// The clients are trusted: none is told that it has sent enough.
  private static SmtpProperties properties() {
    return new SmtpProperties(
        0,
        0,
        0,
        0,
        DataSize.ofMegabytes(50),
        100,
        5,
        20,
        MAX_SESSIONS,
        LONG,
        LONG,
        Duration.ZERO,
        Duration.ofDays(30),
        List.of(Network.of("127.0.0.0/8")));
  }

  /// Memory while a second process has its sessions open.
  private static Memory during(int sessions, State state, int port) throws Exception {
    Process clients =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx3g",
                "-cp",
                System.getProperty("java.class.path"),
                SessionMemoryBenchmark.class.getName(),
                Integer.toString(sessions),
                state.name(),
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
  private static void open(int sessions, State state, InetSocketAddress server)
      throws IOException, InterruptedException, ExecutionException {
    List<Future<SmtpClient>> clients = new ArrayList<>();
    try (ExecutorService connecting = Executors.newFixedThreadPool(CONNECTING)) {
      for (int i = 0; i < sessions; i++) {
        clients.add(
            connecting.submit(
                () -> {
                  SmtpClient client = new SmtpClient(server);
                  state.reach(client);
                  return client;
                }));
      }
    }
    for (Future<SmtpClient> client : clients) {
      client.get();
    }
    System.out.println("open");
    System.in.read();
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
