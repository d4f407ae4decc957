package dev.yubin.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The part of a page under `docs/` below its marker line.
final class GeneratedPage {
  private static final String MARKER =
      "<!-- Made from the code: mvn verify -Dyubin.docs=write -->\n";

  private final Path file;

  GeneratedPage(String name) {
    this.file = Path.of("..", "docs", name);
  }

  void mustSay(String generated) throws IOException {
    String page = Files.readString(file);
    int marker = page.indexOf(MARKER);
    assertThat(marker).as("%s has the line %s", file, MARKER).isNotNegative();
    String head = page.substring(0, marker + MARKER.length());
    if ("write".equals(System.getProperty("yubin.docs"))) {
      Files.writeString(file, head + "\n" + generated);
    } else {
      assertThat(page)
          .as("%s is what `mvn verify -Dyubin.docs=write` makes of it", file.getFileName())
          .isEqualTo(head + "\n" + generated);
    }
  }
}
