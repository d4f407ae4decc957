package dev.yubin.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class JavadocTest {

  /// The formatter breaks a `///` line of more than 100 columns into one that begins with `//`, and
  /// Javadoc then loses what stands above it.
  @Test
  void isWhole() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of(".."))) {
      List<String> torn =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .flatMap(JavadocTest::torn)
              .toList();
      assertThat(torn).as("lines to begin with ///, of fewer than 100 columns").isEmpty();
    }
  }

  private static Stream<String> torn(Path file) {
    try {
      List<String> lines = Files.readAllLines(file).stream().map(String::strip).toList();
      return IntStream.range(1, lines.size())
          .filter(i -> lines.get(i).startsWith("// ") && lines.get(i - 1).startsWith("///"))
          .mapToObj(i -> file + ":" + (i + 1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
