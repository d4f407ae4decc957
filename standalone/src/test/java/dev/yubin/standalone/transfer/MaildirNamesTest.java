package dev.yubin.standalone.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class MaildirNamesTest {
  private static final Path ROOT = Path.of("/root");

  @Provide
  Arbitrary<String> names() {
    Arbitrary<String> level =
        Arbitraries.oneOf(
            Arbitraries.of("cur", "new", "tmp", ".", "..", "&ZeVnLIqe-", "100%", "%41", "R&D"),
            Arbitraries.strings().withChars("ab.&-%:日本語 \u0001").ofMinLength(1).ofMaxLength(8));
    return level.list().ofMinSize(1).ofMaxSize(4).map(levels -> String.join("/", levels));
  }

  @Property
  void aNameComesBackFromItsDirectory(@ForAll("names") String name) {
    Path directory = MaildirNames.directory(ROOT, name);

    assertThat(directory.normalize()).isEqualTo(directory);
    assertThat(directory.getNameCount()).isEqualTo(1 + name.split("/").length);
    assertThat(MaildirNames.name(ROOT, directory)).isEqualTo(name);
  }

  @Property
  void anyDirectoryHasAName(@ForAll("names") String path) {
    String name = MaildirNames.name(ROOT, ROOT.resolve(path.toUpperCase(Locale.ROOT)));

    assertThat(name).isNotEmpty();
  }
}
