package dev.yubin.standalone.up;

import dev.yubin.standalone.instance.DataDirectory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What is on the screen when the suite is ready: one table of addresses, and lines to copy.
///
/// @param took how long the start took
/// @param fresh whether the data directory is new
record Welcome(UpOptions options, Ports ports, Duration took, boolean fresh) {
  private static final String ROW = "  %-26s %s";

  String text() {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add("Yubin is ready after %.1f s.".formatted(took.toMillis() / 1000.0));
    lines.add("");
    ports.protocols().forEach(port -> lines.add(row(port)));
    lines.add(ROW.formatted("Admin API", adminApi()));
    ports.http().forEach(port -> lines.add(ROW.formatted(port.use(), health(port))));
    ports.backends().forEach(port -> lines.add(row(port)));
    lines.add(ROW.formatted("Log", options.directory().log()));
    lines.add("");
    if (options.demo()) {
      lines.addAll(demo());
    } else if (fresh) {
      lines.addAll(firstCommands());
    }
    lines.add(
        options.detached()
            ? "Stop it with ./yubin down" + dataOption()
            : "Ctrl-C drains and stops.");
    return String.join("\n", lines);
  }

  private static String row(Port port) {
    return ROW.formatted(port.use(), port.address() + (port.udp() ? " (UDP and TCP)" : ""));
  }

  private static String health(Port port) {
    return ServiceProperties.url(port) + "/actuator/health";
  }

  private String adminApi() {
    boolean given = options.environment().containsKey(DataDirectory.ADMIN_PASSWORD_VARIABLE);
    String password =
        given
            ? "password in " + DataDirectory.ADMIN_PASSWORD_VARIABLE
            : "password in " + options.directory().adminPasswordFile();
    return "%s/api/v1 (user admin, %s)"
        .formatted(ServiceProperties.url(ports.mailboxHttp()), password);
  }

  private List<String> demo() {
    return List.of(
        "Accounts %s and %s, password %s. A first mail, and how to read it:"
            .formatted(Demo.FIRST, Demo.SECOND, Demo.PASSWORD),
        "  swaks --server %s --from you@remote.test --to %s"
            .formatted(ports.smtp().address(), Demo.FIRST),
        "  curl --insecure --user %s:%s 'imaps://%s/INBOX;MAILINDEX=1'"
            .formatted(Demo.FIRST, Demo.PASSWORD, ports.imaps().address()),
        "");
  }

  private List<String> firstCommands() {
    return List.of(
        "Nobody receives mail here yet. These two commands make a domain and an account:",
        "  ./yubin domain add example.org" + dataOption(),
        "  ./yubin account add you@example.org" + dataOption(),
        "");
  }

  private String dataOption() {
    Path data = options.data();
    return data.equals(Path.of("data")) ? "" : " --data " + data;
  }
}
