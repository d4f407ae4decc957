package dev.yubin.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.awaitility.Awaitility;

/// A Postfix of its own, with its queue and its settings in a directory of the test. It hosts
/// `neighbour.test` on 127.0.0.4, relays for this machine, and sends all mail for `example.test`
/// to us.
final class Postfix implements AutoCloseable {
  private static final Path COMMAND = Path.of("/usr/sbin/postfix");
  private static final String HOST = "127.0.0.4";

  private final Path settings;
  private final int port;

  private Postfix(Path settings, int port) {
    this.settings = settings;
    this.port = port;
  }

  /// Postfix starts as root alone.
  static boolean isThere() {
    return Files.isExecutable(COMMAND) && System.getProperty("user.name").equals("root");
  }

  /// @param ourPort where mail for `example.test` goes
  static Postfix start(Path directory, int port, int ourPort) throws IOException {
    Path settings = Files.createDirectories(directory.resolve("postfix/etc"));
    Path queue = Files.createDirectories(directory.resolve("postfix/queue"));
    Path data = Files.createDirectories(directory.resolve("postfix/data"));
    for (Path path = directory; path != null; path = path.getParent()) {
      letThrough(path);
    }
    letThrough(directory.resolve("postfix"));
    Files.setOwner(
        data,
        data.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("postfix"));
    Files.writeString(settings.resolve("main.cf"), main(directory, queue, data, ourPort));
    Files.writeString(settings.resolve("master.cf"), master(port));
    Postfix postfix = new Postfix(settings, port);
    postfix.run("start");
    Awaitility.await().ignoreExceptions().until(postfix::answers);
    return postfix;
  }

  /// A test's directory is closed to others, and Postfix's processes are others.
  private static void letThrough(Path path) throws IOException {
    var permissions = Files.getPosixFilePermissions(path);
    if (permissions.addAll(PosixFilePermissions.fromString("--x--x--x"))) {
      Files.setPosixFilePermissions(path, permissions);
    }
  }

  private static String main(Path directory, Path queue, Path data, int ourPort) {
    return """
        compatibility_level = 3.6
        queue_directory = %s
        data_directory = %s
        daemon_directory = /usr/lib/postfix/sbin
        command_directory = /usr/sbin
        mail_owner = postfix
        setgid_group = postdrop
        maillog_file = %s/postfix/log
        maillog_file_prefixes = %s
        myhostname = mx.neighbour.test
        mydestination =
        inet_interfaces = loopback-only
        inet_protocols = ipv4
        mynetworks = 127.0.0.0/8
        smtp_bind_address = %s
        alias_maps =
        alias_database =
        virtual_alias_domains = neighbour.test
        virtual_alias_maps = inline:{ {friend@neighbour.test = alice@example.test} }
        transport_maps = inline:{ {example.test = smtp:[127.0.0.1]:%d} }
        smtpd_relay_restrictions = permit_mynetworks, reject_unauth_destination
        smtp_tls_security_level = encrypt
        smtputf8_enable = yes
        """
        .formatted(queue, data, directory, directory, HOST, ourPort);
  }

  private static String master(int port) {
    return """
        %s:%d inet n - n - - smtpd
        cleanup unix n - n - 0 cleanup
        qmgr unix n - n 300 1 qmgr
        tlsmgr unix - - n 1000? 1 tlsmgr
        rewrite unix - - n - - trivial-rewrite
        bounce unix - - n - 0 bounce
        defer unix - - n - 0 bounce
        trace unix - - n - 0 bounce
        verify unix - - n - 1 verify
        proxymap unix - - n - - proxymap
        smtp unix - - n - - smtp
        error unix - - n - - error
        retry unix - - n - - error
        anvil unix - - n - 1 anvil
        scache unix - - n - 1 scache
        postlog unix-dgram n - n - 1 postlogd
        """
        .formatted(HOST, port);
  }

  LineClient connect() throws IOException {
    return new LineClient(HOST, port);
  }

  private boolean answers() throws IOException {
    try (LineClient smtp = connect()) {
      return smtp.smtpReply().getFirst().startsWith("220");
    }
  }

  private void run(String action) throws IOException {
    Process process =
        new ProcessBuilder(List.of(COMMAND.toString(), "-c", settings.toString(), action))
            .redirectErrorStream(true)
            .redirectOutput(settings.resolve(action + ".log").toFile())
            .start();
    try {
      if (process.waitFor() != 0) {
        throw new IOException(
            "postfix " + action + ": " + Files.readString(settings.resolve(action + ".log")));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    run("stop");
  }
}
