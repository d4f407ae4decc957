package dev.yubin.smtp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What a parser has met before, an input a line, with the escapes of Java. What breaks it is added
/// and stays for ever.
public final class Corpus {

  private Corpus() {}

  /// @param file under `src/test/resources/fuzz`
  public static List<String> of(String file) throws IOException {
    return Files.readAllLines(Path.of("src/test/resources/fuzz").resolve(file)).stream()
        .map(String::translateEscapes)
        .toList();
  }
}
