package dev.yubin.mailbox.imap.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;

class ModifiedUtf7Test {

  @Example
  void readsTheExamplesOfRfc3501() {
    assertThat(ModifiedUtf7.encode("~peter/mail/台北/日本語"))
        .isEqualTo("~peter/mail/&U,BTFw-/&ZeVnLIqe-");
    assertThat(ModifiedUtf7.decode("&Jjo-!")).contains("☺!");
    assertThat(ModifiedUtf7.decode("&U,BTFw-&ZeVnLIqe-")).isEmpty();
    assertThat(ModifiedUtf7.decode("&AGEAYg-")).isEmpty();
    assertThat(ModifiedUtf7.decode("a&b")).isEmpty();
    assertThat(ModifiedUtf7.decode("a&-b")).contains("a&b");
  }

  @Property
  void readsBackAnyName(@ForAll @StringLength(max = 50) String name) {
    // A lone surrogate has no UTF-16.
    boolean whole = StandardCharsets.UTF_16BE.newEncoder().canEncode(name);
    if (whole) {
      assertThat(ModifiedUtf7.decode(ModifiedUtf7.encode(name))).contains(name);
    }
  }

  @Property
  void takesAnyText(@ForAll @StringLength(max = 50) String text) {
    assertThat(ModifiedUtf7.decode(text)).isNotNull();
  }
}
