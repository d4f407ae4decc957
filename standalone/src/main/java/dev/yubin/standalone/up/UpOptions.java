package dev.yubin.standalone.up;

import dev.yubin.standalone.instance.CommandFailedException;
import dev.yubin.standalone.instance.DataDirectory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// What `./yubin up` was told.
///
/// @param data the data directory
/// @param portOffset added to every default port
/// @param detached whether no terminal is there to stop it from
/// @param demo whether to make example.test with alice and bob
/// @param properties words `--name=value`
/// @param environment variables
public record UpOptions(
    Path data,
    int portOffset,
    boolean detached,
    boolean demo,
    List<String> properties,
    Map<String, String> environment) {

  DataDirectory directory() {
    return new DataDirectory(data);
  }

  Settings settings() {
    return Settings.of(properties, environment);
  }

  /// @throws CommandFailedException when the well-known passwords of the demo could be used from
  ///     elsewhere
  void checkDemo(Ports ports) {
    if (!demo) {
      return;
    }
    for (Port port : ports.all()) {
      if (!port.everyHost().allMatch(UpOptions::isLoopback)) {
        throw new CommandFailedException(
            "--demo makes accounts with a password that everybody knows, so it works on 127.0.0.1 alone, not with %s on %s"
                .formatted(port.use(), port.hosts()));
      }
    }
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new CommandFailedException("%s is not an address of this machine".formatted(host), e);
    }
  }
}
