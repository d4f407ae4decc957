package dev.yubin.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.embedded.TestBackends;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.Awaitility;

/// The four services as four processes, against a PostgreSQL and a Kafka that they are only
/// told the addresses of.
final class FourServices implements AutoCloseable {
  static final String PASSWORD = "correct horse battery";
  private static final String ADMIN_PASSWORD = "an admin's secret of a test";
  private static final String SERVICES_SECRET = "a secret between services of a test";
  static final String[] SECRETS = {ADMIN_PASSWORD, SERVICES_SECRET};
  static final List<String> NAMES =
      List.of("dns-resolver-service", "mailbox-service", "smtp-service", "delivery-service");

  private final Map<String, Integer> ports = new HashMap<>();
  private final Map<String, ServiceProcess> processes = new LinkedHashMap<>();
  private final HttpClient http = HttpClient.newHttpClient();

  /// @param heap of each service, for `-Xmx`
  /// @param more properties for all of them
  static FourServices start(Path directory, String heap, Map<String, String> more)
      throws IOException {
    FourServices services = new FourServices();
    try {
      services.startAll(directory, heap, more);
    } catch (RuntimeException e) {
      services.close();
      throw e;
    }
    return services;
  }

  private void startAll(Path directory, String heap, Map<String, String> more) throws IOException {
    forgetTopics();
    List<String> names = new ArrayList<>(NAMES);
    names.addAll(
        List.of("smtp", "submission", "submissions", "imap", "imaps", "pop3", "pop3s", "dns"));
    List<Integer> free = freePorts(names.size());
    for (int i = 0; i < names.size(); i++) {
      ports.put(names.get(i), free.get(i));
    }
    Map<String, String> properties = properties(directory);
    properties.putAll(more);
    for (String name : NAMES) {
      processes.put(name, ServiceProcess.start(name, port(name), heap, properties, directory));
    }
    Awaitility.await()
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofMillis(200))
        .until(this::allReady);
  }

  /// The database is a new one, so that mail of an earlier test would be delivered again.
  private static void forgetTopics() {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestBackends.kafka()))) {
      Set<String> topics = topics(admin);
      admin.deleteTopics(topics);
      Awaitility.await().until(() -> topics(admin).isEmpty());
    }
  }

  private static Set<String> topics(Admin admin) {
    try {
      return admin.listTopics().names().get().stream()
          .filter(name -> name.startsWith("yubin."))
          .collect(Collectors.toSet());
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private boolean allReady() throws IOException, InterruptedException {
    for (ServiceProcess process : processes.values()) {
      if (!process.isReady()) {
        return false;
      }
    }
    return true;
  }

  private Map<String, String> properties(Path directory) {
    TestBackends.Database database = TestBackends.postgres();
    Map<String, String> properties = new HashMap<>();
    properties.put("spring.datasource.url", database.jdbcUrl());
    properties.put("spring.datasource.username", database.user());
    properties.put("spring.datasource.password", database.password());
    properties.put("spring.kafka.bootstrap-servers", TestBackends.kafka());
    properties.put("yubin.hostname", "mail.example.test");
    properties.put("yubin.tls.directory", directory.resolve("tls").toString());
    properties.put("yubin.admin.password", ADMIN_PASSWORD);
    properties.put("yubin.services.secret", SERVICES_SECRET);
    properties.put("yubin.services.mailbox-url", "http://127.0.0.1:" + port("mailbox-service"));
    properties.put(
        "yubin.services.resolver-url", "http://127.0.0.1:" + port("dns-resolver-service"));
    properties.put("yubin.smtp.port", text("smtp"));
    properties.put("yubin.smtp.submission-port", text("submission"));
    properties.put("yubin.smtp.submissions-port", text("submissions"));
    properties.put("yubin.imap.port", text("imap"));
    properties.put("yubin.imap.tls-port", text("imaps"));
    properties.put("yubin.pop3.port", text("pop3"));
    properties.put("yubin.pop3.tls-port", text("pop3s"));
    properties.put("yubin.dns.port", text("dns"));
    return properties;
  }

  private String text(String port) {
    return Integer.toString(port(port));
  }

  int port(String name) {
    Integer port = ports.get(name);
    if (port == null) {
      throw new IllegalArgumentException("No port of this name: " + name);
    }
    return port;
  }

  LineClient connect(String port) throws IOException {
    return new LineClient(port(port));
  }

  /// Waits until POP3 shows a mail that holds these words.
  String awaitMail(String address, String words) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> find(address, words), mail -> !mail.isEmpty());
  }

  private String find(String address, String words) throws IOException {
    try (LineClient pop3 = connect("pop3")) {
      pop3.readLine();
      pop3.send("USER " + address);
      assertThat(pop3.readLine()).startsWith("+OK");
      pop3.send("PASS " + PASSWORD);
      assertThat(pop3.readLine()).startsWith("+OK");
      pop3.send("STAT");
      int count = Integer.parseInt(pop3.readLine().split(" ")[1]);
      for (int number = 1; number <= count; number++) {
        String mail = new String(pop3.pop3Retrieve(number), StandardCharsets.ISO_8859_1);
        if (mail.contains(words)) {
          return mail;
        }
      }
      return "";
    }
  }

  ServiceProcess process(String name) {
    ServiceProcess process = processes.get(name);
    if (process == null) {
      throw new IllegalArgumentException("No service of this name: " + name);
    }
    return process;
  }

  HttpResponse<String> actuator(String service, String endpoint)
      throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + port(service) + "/actuator/" + endpoint);
    return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }

  /// Names of all metrics that Prometheus would read.
  Set<String> metrics() throws IOException, InterruptedException {
    Set<String> names = new HashSet<>();
    for (String service : NAMES) {
      actuator(service, "prometheus")
          .body()
          .lines()
          .filter(line -> !line.startsWith("#"))
          .forEach(line -> names.add(line.split("[ {]", 2)[0]));
    }
    return names;
  }

  void createDomain(String name) throws IOException, InterruptedException {
    post("/api/v1/domains", "{\"name\":\"" + name + "\"}");
  }

  void createAccount(String address) throws IOException, InterruptedException {
    post("/api/v1/accounts", "{\"address\":\"" + address + "\",\"password\":\"" + PASSWORD + "\"}");
  }

  void createAlias(String address, String target) throws IOException, InterruptedException {
    post("/api/v1/aliases", "{\"address\":\"" + address + "\",\"targets\":[\"" + target + "\"]}");
  }

  private void post(String path, String json) throws IOException, InterruptedException {
    String basic =
        Base64.getEncoder()
            .encodeToString(("admin:" + ADMIN_PASSWORD).getBytes(StandardCharsets.UTF_8));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port("mailbox-service") + path))
            .header("Authorization", "Basic " + basic)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build();
    HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 201) {
      throw new IllegalStateException(
          path + " answered " + response.statusCode() + ": " + response.body());
    }
  }

  private static List<Integer> freePorts(int count) {
    List<ServerSocket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      return sockets.stream().map(ServerSocket::getLocalPort).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      for (ServerSocket socket : sockets) {
        try {
          socket.close();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  @Override
  public void close() {
    processes.values().forEach(ServiceProcess::close);
  }
}
