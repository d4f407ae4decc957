package dev.yubin.server.sasl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// The parsers never throw, and take nothing that is too long.
class SaslMessagesFuzzTest {
  private static final Path CORPUS = Path.of("src/test/resources/fuzz/sasl");

  @Property
  void neverThrow(@ForAll("messages") String message) {
    ScramFirst.parse(message).ifPresent(first -> assertThat(message).endsWith(first.bare()));
    ScramFinal.parse(message)
        .ifPresent(last -> assertThat(message).startsWith(last.withoutProof()));
    for (TokenForm form : TokenForm.values()) {
      form.parse(message).ifPresent(sent -> assertThat(message).contains(sent.token()));
    }
  }

  @Example
  void bearTheCorpus() throws IOException {
    try (Stream<Path> files = Files.list(CORPUS)) {
      for (Path file : files.toList()) {
        neverThrow(Files.readString(file));
      }
    }
  }

  /// A pattern must neither take for ever nor overflow the stack.
  @Example
  void areBounded() {
    for (String piece : List.of("=2C", ",x=", ",x=y", "a\1", "x=\1", "A")) {
      String much = piece.repeat(100_000);
      neverThrow("n,,n=u,r=x" + much);
      neverThrow("c=biws,r=x" + much);
      neverThrow("n,,\1" + much);
      String some = piece.repeat(600);
      neverThrow("n,,n=u,r=x" + some);
      neverThrow("c=biws,r=x" + some);
      neverThrow("n,,\1" + some);
    }
    neverThrow("n,,\1" + "x=\1".repeat(5_000) + "auth=Bearer x\1\1");
  }

  @Provide
  Arbitrary<String> messages() {
    return Arbitraries.of(
            "n,",
            ",",
            "y,,",
            "p=tls-exporter,,",
            "n=",
            "user",
            "r=",
            "abc",
            "c=",
            "biws",
            "p=",
            "=2C",
            "=",
            "\1",
            "\0",
            "auth=Bearer ",
            "a=",
            "user=",
            "é",
            "x=y",
            "host=h")
        .list()
        .ofMaxSize(24)
        .map(pieces -> String.join("", pieces));
  }
}
