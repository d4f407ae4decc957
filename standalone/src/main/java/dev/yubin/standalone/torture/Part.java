package dev.yubin.standalone.torture;

import dev.yubin.embedded.KafkaBroker;
import dev.yubin.standalone.up.Service;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/// One part of the suite as a process of its own: `kafka DIRECTORY PORT`, or the label of a
/// service and its properties. It ends when whoever started it has gone.
final class Part {
  static final String KAFKA = "kafka";

  private Part() {}

  static void main(String[] words) {
    Thread.ofPlatform().daemon().name("parent").start(Part::endWithParent);
    if (words[0].equals(KAFKA)) {
      KafkaBroker broker = KafkaBroker.start(Path.of(words[1]), Integer.parseInt(words[2]));
      Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "stop"));
      return;
    }
    service(words[0]).application().run(Arrays.copyOfRange(words, 1, words.length));
  }

  private static Service service(String label) {
    return Arrays.stream(Service.values())
        .filter(service -> service.label().equals(label))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No service of this name: " + label));
  }

  /// Standard input is a pipe that nobody writes to; its end is the parent's.
  private static void endWithParent() {
    try {
      while (System.in.read() >= 0) {
        Thread.onSpinWait();
      }
    } catch (IOException e) {
      System.err.println("event=parent-lost reason=" + e);
    }
    Runtime.getRuntime().halt(1);
  }
}
