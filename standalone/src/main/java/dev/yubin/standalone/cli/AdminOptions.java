package dev.yubin.standalone.cli;

import dev.yubin.standalone.instance.CommandFailedException;
import dev.yubin.standalone.instance.DataDirectory;
import dev.yubin.standalone.instance.RunningInstance;
import dev.yubin.standalone.transfer.ImapServer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which suite a command of the administrator goes to.
final class AdminOptions {
  private static final String RESOLVER = "dns-resolver-service";
  private static final String DELIVERY = "delivery-service";

  @Option(
      names = "--url",
      description =
          "API of a service elsewhere, like http://host:8083; :8084 for dns, :8082 for queue and"
              + " trace.")
  @Nullable URI url;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Data directory of a suite on this machine (${DEFAULT-VALUE}).")
  Path data = Path.of("data");

  AdminApi api() {
    DataDirectory directory = new DataDirectory(data);
    return api(directory, running -> Optional.of(running.adminApi()));
  }

  /// That of the resolver.
  AdminApi resolver() {
    return api(
        new DataDirectory(data), running -> Optional.ofNullable(running.services().get(RESOLVER)));
  }

  /// That of delivery-service.
  AdminApi delivery() {
    return api(
        new DataDirectory(data), running -> Optional.ofNullable(running.services().get(DELIVERY)));
  }

  /// The IMAP server of the suite on this machine.
  ImapServer localImap() {
    URI address = local(new DataDirectory(data), RunningInstance::imap);
    return ImapServer.of(address);
  }

  private AdminApi api(DataDirectory directory, Function<RunningInstance, Optional<URI>> base) {
    return new AdminApi(url == null ? local(directory, base) : url, password(directory));
  }

  private <T> T local(DataDirectory directory, Function<RunningInstance, Optional<T>> part) {
    return RunningInstance.of(directory)
        .flatMap(part)
        .orElseThrow(
            () ->
                new CommandFailedException(
                    "No Yubin is ready on the data directory %s: start it with `./yubin up`, or say where it is with --data DIR or --url URL"
                        .formatted(data)));
  }

  private static String password(DataDirectory directory) {
    boolean given = System.getenv().containsKey(DataDirectory.ADMIN_PASSWORD_VARIABLE);
    if (!given && !Files.isReadable(directory.adminPasswordFile())) {
      throw new CommandFailedException(
          "The admin password is not known: set %s, or give the suite's --data DIR"
              .formatted(DataDirectory.ADMIN_PASSWORD_VARIABLE));
    }
    return directory.adminPassword(System.getenv());
  }
}
