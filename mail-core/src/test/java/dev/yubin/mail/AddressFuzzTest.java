package dev.yubin.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.mime.Address;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Addresses of envelopes and of headers are read or are none, whatever they say.
class AddressFuzzTest {

  @Property
  void isReadOrIsNone(@ForAll("texts") String text) {
    EmailAddress.parse(text)
        .ifPresent(address -> assertThat(EmailAddress.parse(address.toString())).contains(address));
    EmailAddress.domain(text).ifPresent(d -> assertThat(EmailAddress.domain(d)).contains(d));
    for (Address address : Address.parse(text)) {
      address
          .emailAddress()
          .ifPresent(a -> assertThat(EmailAddress.parse(a.toString())).contains(a));
    }
  }

  @Example
  void bearsTheCorpus() throws IOException {
    Path corpus = Path.of("src/test/resources/fuzz/address/addresses.txt");
    Files.readAllLines(corpus).stream().map(String::translateEscapes).forEach(this::isReadOrIsNone);
  }

  /// A pattern must neither take for ever nor overflow the stack.
  @Example
  void isBounded() {
    for (String piece :
        List.of(
            "a@",
            "@",
            "(",
            ")",
            "<",
            ">",
            "\"",
            "\\",
            ",",
            ";",
            ":",
            "a.",
            "<@a:",
            "=?utf-8?q?x?=",
            "(\\",
            "[",
            "é",
            "undisclosed:;")) {
      isReadOrIsNone(piece.repeat(50_000));
      isReadOrIsNone(piece.repeat(200));
    }
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(
            "a",
            "b.example",
            "@",
            ".",
            "..",
            "\"",
            "\\",
            "<",
            ">",
            "(",
            ")",
            ",",
            ";",
            ":",
            "[",
            "]",
            "[127.0.0.1]",
            "[IPv6:::1]",
            " ",
            "\t",
            "é",
            "ü",
            "\u200b",
            "\u3002",
            "xn--",
            "-",
            "_",
            "=?utf-8?q?x?=",
            "\0",
            "\ud800")
        .list()
        .ofMaxSize(30)
        .map(pieces -> String.join("", pieces));
  }
}
