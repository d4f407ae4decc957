package dev.yubin.mailbox;

import dev.yubin.embedded.TestBackends;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.ConfigurableApplicationContext;

/// The service as users run it, on a fresh database and free ports.
public record RunningMailboxService(
    ConfigurableApplicationContext context, TestBackends.Database database)
    implements AutoCloseable {
  public static final String ADMIN_PASSWORD = "admin-password";
  public static final String SERVICES_SECRET = "services-secret";

  /// @param properties `name=value`, beside what every test needs
  public static RunningMailboxService start(String... properties) {
    return start(TestBackends.postgres(), TestBackends.kafka(), properties);
  }

  /// @param kafka its bootstrap servers
  public static RunningMailboxService start(
      TestBackends.Database database, String kafka, String... properties) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--server.port=0",
                "--yubin.pop3.port=0",
                "--yubin.pop3.tls-port=0",
                "--yubin.imap.port=0",
                "--yubin.imap.tls-port=0",
                "--yubin.tls.directory=" + temporaryDirectory(),
                "--yubin.hostname=mail.example.test",
                "--yubin.admin.password=" + ADMIN_PASSWORD,
                "--yubin.services.secret=" + SERVICES_SECRET,
                "--yubin.login.refusal-delay=0",
                "--spring.datasource.url=" + database.jdbcUrl(),
                "--spring.datasource.username=" + database.user(),
                "--spring.datasource.password=" + database.password(),
                "--spring.kafka.bootstrap-servers=" + kafka));
    for (String property : properties) {
      arguments.add("--" + property);
    }
    return new RunningMailboxService(
        MailboxService.application().run(arguments.toArray(String[]::new)), database);
  }

  private static Path temporaryDirectory() {
    try {
      return Files.createTempDirectory("yubin-test-tls");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String url(String path) {
    return "http://127.0.0.1:"
        + context.getEnvironment().getRequiredProperty("local.server.port")
        + path;
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  @Override
  public void close() {
    context.close();
  }
}
