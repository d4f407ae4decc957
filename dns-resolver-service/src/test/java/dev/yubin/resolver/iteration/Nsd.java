package dev.yubin.resolver.iteration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

/// NSD, an authoritative server of others' making, with zones signed by LDNS.
final class Nsd implements AutoCloseable {
  private static final Path SERVER = Path.of("/usr/sbin/nsd");
  private static final Path KEYGEN = Path.of("/usr/bin/ldns-keygen");
  private static final Path SIGNER = Path.of("/usr/bin/ldns-signzone");

  private final Path directory;
  private final int port;
  private final List<String> zones = new ArrayList<>();
  private @Nullable Process process;

  Nsd(Path directory) throws IOException {
    this.directory = directory;
    try (DatagramSocket free = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      this.port = free.getLocalPort();
    }
  }

  static boolean isThere() {
    return List.of(SERVER, KEYGEN, SIGNER).stream().allMatch(Files::isExecutable);
  }

  int port() {
    return port;
  }

  /// Makes a key.
  ///
  /// @param algorithm such as `ECDSAP256SHA256`
  /// @return the base of the names of its files
  String key(String zone, String algorithm) throws Exception {
    Process made =
        new ProcessBuilder(KEYGEN.toString(), "-k", "-a", algorithm, "-b", "2048", zone)
            .directory(directory.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String name = new String(made.getInputStream().readAllBytes()).strip();
    assertThat(made.waitFor()).isZero();
    return name;
  }

  /// The line for the parent zone.
  String ds(String key) throws IOException {
    return Files.readString(directory.resolve(key + ".ds")).replace("\tIN\t", " IN ");
  }

  /// Adds a zone that is not signed.
  void zone(String origin, String records) throws IOException {
    Files.writeString(file(origin), text(origin, records));
    zones.add(origin);
  }

  /// Adds a zone signed with all the keys.
  ///
  /// @param options of ldns-signzone, such as `-n`
  /// @param changes what is put in place of what after the signing
  void signed(
      String origin,
      String records,
      List<String> keys,
      List<String> options,
      Map<String, String> changes)
      throws Exception {
    zone(origin, records);
    List<String> command = new ArrayList<>(List.of(SIGNER.toString()));
    command.addAll(options);
    command.addAll(List.of("-f", file(origin).toString(), "-o", origin, file(origin).toString()));
    command.addAll(keys);
    run(command);
    String text = Files.readString(file(origin));
    for (Map.Entry<String, String> change : changes.entrySet()) {
      assertThat(text).contains(change.getKey());
      text = text.replace(change.getKey(), change.getValue());
    }
    Files.writeString(file(origin), text);
  }

  private void run(List<String> command) throws Exception {
    Process process =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as(said).isZero();
  }

  private static String text(String origin, String records) {
    String suffix = origin.equals(".") ? "" : origin + ".";
    return """
        $ORIGIN %1$s
        $TTL 300
        @ IN SOA ns.%2$s hostmaster.%2$s 1 3600 600 86400 60
        @ IN NS ns.%2$s
        ns IN A 127.0.0.1
        """
            .formatted(origin.equals(".") ? "." : suffix, suffix)
        + records;
  }

  private Path file(String origin) {
    return directory.resolve("zone-" + (origin.equals(".") ? "root" : origin));
  }

  /// Serves the zones from now on.
  Nsd start() throws IOException {
    StringBuilder configuration =
        new StringBuilder(
            """
            server:
              ip-address: 127.0.0.1@%1$d
              username: ""
              chroot: ""
              zonesdir: "%2$s"
              zonelistfile: "%2$s/zone.list"
              xfrdfile: "%2$s/xfrd.state"
              xfrdir: "%2$s"
              pidfile: "%2$s/nsd.pid"
              rrl-ratelimit: 0
              server-count: 1
            remote-control:
              control-enable: no
            """
                .formatted(port, directory));
    for (String zone : zones) {
      configuration.append(
          "zone:\n  name: \"%s\"\n  zonefile: \"%s\"\n".formatted(zone, file(zone)));
    }
    Path file = Files.writeString(directory.resolve("nsd.conf"), configuration);
    process =
        new ProcessBuilder(SERVER.toString(), "-d", "-c", file.toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("nsd.log").toFile())
            .start();
    Awaitility.await().ignoreExceptions().until(this::isAnswering);
    return this;
  }

  private boolean isAnswering() throws IOException {
    SimpleResolver resolver = new SimpleResolver(InetAddress.getLoopbackAddress());
    resolver.setPort(port);
    Message response =
        resolver.send(Message.newQuery(Record.newRecord(Name.root, Type.SOA, DClass.IN)));
    return response.getHeader().getFlag(Flags.AA);
  }

  @Override
  public void close() throws InterruptedException {
    if (process != null) {
      process.destroy();
      assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }
  }
}
