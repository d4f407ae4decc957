package dev.yubin.delivery.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.yubin.delivery.client.Access.Protocol;
import dev.yubin.delivery.login.Login;
import dev.yubin.mail.Body;
import dev.yubin.mail.DeliverBy;
import dev.yubin.mail.DeliverBy.Mode;
import dev.yubin.mail.EmailAddress;
import dev.yubin.mail.MailParameters;
import dev.yubin.mail.MailParameters.Returned;
import dev.yubin.mail.OriginalRecipient;
import dev.yubin.mail.Recipient;
import dev.yubin.mail.Recipient.Notify;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A file of `client/`: remarks (`#`), what is sent (`from`, `to`, `content` with Java's escapes,
/// `size` of more octets, `smtputf8`, `binary`,
/// `envid`, `ret`, `notify` and `orcpt` of every recipient, `requiretls`, `return-by` and
/// `notify-by` in seconds, `priority`, `twice`), whether the name of the host is `untrusted` or is
/// another (`host`), what TLS it is to have ([TlsSetting]), how it is spoken to (`access smtps`,
/// `login` with a user and a password), the scenes that the peer plays, and what comes of it.
record Dialogue(
    String host,
    boolean trusted,
    TlsPolicy tls,
    Access access,
    Outgoing mail,
    boolean twice,
    List<List<String>> scenes,
    List<String> expectedOutcomes) {

  private static final String CONTENT = "Subject: Dots\r\n\r\n.\r\n.. two\r\na line\r\n.last\r\n";

  static Dialogue read(Path file) throws IOException {
    List<List<String>> scenes = new ArrayList<>();
    List<String> outcomes = new ArrayList<>();
    List<String> current = new ArrayList<>();
    List<String> settings = current;
    for (String line : Files.readAllLines(file)) {
      if (line.startsWith("#")) {
        continue;
      }
      if (line.equals("== connection")) {
        current = new ArrayList<>();
        scenes.add(current);
      } else if (line.equals("== outcome")) {
        current = outcomes;
      } else if (!line.isBlank()) {
        current.add(line);
      }
    }
    String host = setting(settings, "host").orElse("mx.elsewhere.test");
    return new Dialogue(
        host,
        !settings.contains("untrusted"),
        TlsSetting.policy(host, settings),
        access(settings),
        mail(settings),
        settings.contains("twice"),
        scenes,
        outcomes);
  }

  RemoteHost remoteHost(InetSocketAddress address) {
    RemoteHost remote = new RemoteHost(host, 0, List.of(address), trusted, tls, access);
    return mail.parameters().requireTls() ? remote.requiringTls() : remote;
  }

  private static Access access(List<String> settings) {
    Protocol protocol =
        setting(settings, "access")
            .map(name -> Protocol.valueOf(name.toUpperCase(Locale.ROOT)))
            .orElse(Protocol.SMTP);
    @Nullable Login login =
        setting(settings, "login")
            .map(line -> line.split(" "))
            .map(words -> new Login(words[0], words[1]))
            .orElse(null);
    return new Access(protocol, login);
  }

  private static Outgoing mail(List<String> settings) {
    String from = setting(settings, "from").orElse("bob@example.test");
    Set<Notify> notify =
        setting(settings, "notify").stream()
            .flatMap(text -> Arrays.stream(text.split(",")))
            .map(Notify::valueOf)
            .collect(Collectors.toSet());
    Optional<OriginalRecipient> original = setting(settings, "orcpt").map(OriginalRecipient::parse);
    List<Recipient> to =
        Arrays.stream(setting(settings, "to").orElse("carol@elsewhere.test").split(" "))
            .map(path -> new Recipient(EmailAddress.of(path), notify, original))
            .toList();
    int size = Integer.parseInt(setting(settings, "size").orElse("0"));
    String content = setting(settings, "content").map(String::translateEscapes).orElse(CONTENT);
    byte[] octets = (content + "x".repeat(size)).getBytes(UTF_8);
    return new Outgoing(
        from.equals("<>") ? Optional.empty() : Optional.of(EmailAddress.of(from)),
        parameters(settings),
        to,
        octets.length,
        () -> new ByteArrayInputStream(octets));
  }

  private static MailParameters parameters(List<String> settings) {
    return new MailParameters(
        settings.contains("binary") ? Body.BINARY_MIME : Body.SEVEN_BIT,
        settings.contains("smtputf8"),
        setting(settings, "envid"),
        setting(settings, "ret").map(Returned::valueOf),
        settings.contains("requiretls"),
        deliverBy(settings, "return-by", Mode.RETURN)
            .or(() -> deliverBy(settings, "notify-by", Mode.NOTIFY)),
        Optional.empty(),
        setting(settings, "priority").map(Integer::valueOf).orElse(0));
  }

  private static Optional<DeliverBy> deliverBy(List<String> settings, String name, Mode mode) {
    return setting(settings, name)
        .map(s -> new DeliverBy(Instant.now().plusSeconds(Long.parseLong(s)), mode, false));
  }

  private static Optional<String> setting(List<String> settings, String name) {
    return settings.stream()
        .filter(line -> line.startsWith(name + " "))
        .map(line -> line.substring(name.length() + 1))
        .findFirst();
  }
}
