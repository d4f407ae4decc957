package dev.yubin.delivery.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.delivery.client.Opening.Opened;
import dev.yubin.delivery.client.Opening.Unreachable;
import dev.yubin.delivery.peer.PeerKeys;
import dev.yubin.delivery.peer.ScriptedPeer;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Plays every dialogue of `client/` with a scripted peer.
class DialogueTest {
  private static final Duration LONG = Duration.ofSeconds(10);
  private static final ConnectionProperties NONE_KEPT =
      new ConnectionProperties(Duration.ZERO, 100, 0);
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration SHORT = Duration.ofMillis(300);

  @TestFactory
  Stream<DynamicTest> dialogues() throws IOException, URISyntaxException {
    Path directory = Path.of(Objects.requireNonNull(DialogueTest.class.getResource("")).toURI());
    List<Path> files;
    try (Stream<Path> all = Files.list(directory)) {
      files = all.filter(file -> file.toString().endsWith(".txt")).sorted().toList();
    }
    assertThat(files).isNotEmpty();
    return files.stream()
        .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> play(file)));
  }

  private static void play(Path file) throws Exception {
    Dialogue dialogue = Dialogue.read(file);
    // Where a dialogue is about waiting, its file says so by name.
    String name = file.getFileName().toString();
    Duration limit = name.startsWith("slow-") ? SHORT : LONG;
    Duration total = name.startsWith("tarpit") ? SECOND : LONG;
    List<String> outcomes;
    ScriptedPeer peer = new ScriptedPeer(dialogue.scenes());
    try (peer;
        SmtpClient client =
            new SmtpClient("client.test", timeouts(limit, total), NONE_KEPT, PeerKeys.trusted())) {
      outcomes = send(client, dialogue.remoteHost(peer.address()), dialogue);
    }
    assertThat(outcomes).isEqualTo(dialogue.expectedOutcomes());
    assertThat(peer.deviations()).isEmpty();
  }

  private static ClientTimeouts timeouts(Duration limit, Duration total) {
    return new ClientTimeouts(limit, limit, limit, limit, limit, limit, limit, total);
  }

  private static List<String> send(SmtpClient client, RemoteHost host, Dialogue dialogue) {
    return switch (client.open(host)) {
      case Unreachable(Diagnosis why) ->
          List.of("unreachable " + text(why) + (why.tls() == null ? "" : ", " + why.tls()));
      case Opened(SmtpSession session) -> {
        try (session) {
          List<String> outcomes = new ArrayList<>();
          if (session.tls().encryption().isPresent()) {
            outcomes.add("encrypted " + session.tls());
          }
          session.send(dialogue.mail()).forEach(o -> outcomes.add(text(o)));
          if (dialogue.twice()) {
            session.send(dialogue.mail()).forEach(o -> outcomes.add(text(o)));
          }
          yield outcomes;
        }
      }
    };
  }

  private static String text(RecipientOutcome outcome) {
    String kind =
        switch (outcome) {
          case RecipientOutcome.Relayed _ -> "relayed ";
          case RecipientOutcome.Failed _ -> "failed ";
          case RecipientOutcome.Deferred deferred ->
              deferred.handedOver() ? "deferred, perhaps taken, " : "deferred ";
        };
    return kind + outcome.recipient() + " " + text(outcome.diagnosis());
  }

  private static String text(Diagnosis diagnosis) {
    // A loopback address and the system's words differ between machines.
    String words = diagnosis.text().replaceFirst("^Connecting to .*", "Connecting failed");
    return diagnosis.status() + " " + words;
  }
}
