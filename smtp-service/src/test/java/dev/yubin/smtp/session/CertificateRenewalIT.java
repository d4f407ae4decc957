package dev.yubin.smtp.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.yubin.embedded.TestBackends;
import dev.yubin.server.tls.ServerTls;
import dev.yubin.server.tls.TlsProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.Certificate;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;

/// The whole service while the files of its certificate change.
class CertificateRenewalIT {
  private static final String BUNDLE = "--spring.ssl.bundle.pem.mail.";

  @TempDir Path directory;

  /// How the files come to be others.
  enum Way {
    /// Each is written over.
    COPY {
      @Override
      void show(Path pair, Path live) throws IOException {
        for (String file : FILES) {
          Files.copy(pair.resolve(file), live.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
      }
    },
    /// Each is a link, which is replaced: certbot's way.
    LINKS {
      @Override
      void show(Path pair, Path live) throws IOException {
        for (String file : FILES) {
          link(live.resolve(file), pair.resolve(file));
        }
      }
    },
    /// Each is a link into a directory that is a link, which alone is replaced: how Kubernetes
    /// shows a Secret.
    LINKED_DIRECTORY {
      @Override
      void show(Path pair, Path live) throws IOException {
        link(live.resolve("..data"), pair);
        for (String file : FILES) {
          if (Files.notExists(live.resolve(file))) {
            link(live.resolve(file), Path.of("..data", file));
          }
        }
      }
    };

    private static final String[] FILES = {"self-signed.key", "self-signed.crt"};

    abstract void show(Path pair, Path live) throws IOException;

    private static void link(Path link, Path target) throws IOException {
      Path made = link.resolveSibling(link.getFileName() + ".new");
      Files.createSymbolicLink(made, target);
      Files.move(made, link, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  @ParameterizedTest
  @EnumSource
  void countsForSessionsThatBeginAfterItAndEndsNone(Way way) throws Exception {
    Path live = Files.createDirectory(directory.resolve("live"));
    way.show(pair("first"), live);
    try (RunningService service = service(live);
        SmtpClient implicit = service.client("submissions");
        SmtpClient explicit = service.client("mx")) {
      implicit.startTls();
      implicit.reply();
      explicit.ask("EHLO client.test");
      explicit.ask("STARTTLS");
      explicit.startTls();
      Certificate former = shownTo(implicit);
      way.show(pair("second"), live);
      await().until(() -> !shownBy(service).equals(former));
      assertThat(implicit.ask("EHLO client.test")).startsWith("250 ");
      assertThat(explicit.ask("EHLO client.test")).startsWith("250 ");
    }
  }

  private RunningService service(Path live) {
    return new RunningService(
        TestBackends.kafka(),
        directory,
        "--yubin.tls.bundle=mail",
        BUNDLE + "keystore.certificate=" + live.resolve("self-signed.crt").toUri(),
        BUNDLE + "keystore.private-key=" + live.resolve("self-signed.key").toUri(),
        BUNDLE + "reload-on-update=true",
        "--spring.ssl.bundle.watch.file.quiet-period=50ms");
  }

  /// Makes a certificate with its key.
  private Path pair(String name) {
    Path made = directory.resolve(name);
    ServerTls.of(TlsProperties.selfSignedIn(made), new DefaultSslBundleRegistry(), name + ".test");
    return made;
  }

  private static Certificate shownBy(RunningService service) throws Exception {
    try (SmtpClient client = service.client("submissions")) {
      client.startTls();
      return shownTo(client);
    }
  }

  private static Certificate shownTo(SmtpClient client) throws IOException {
    return client.session().getPeerCertificates()[0];
  }
}
