package dev.yubin.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/// RFC 5256 §3
class MessageIdsTest {
  @Example
  void quotingMakesNoDifference() {
    assertThat(MessageIds.of("<\"01KF8JCEOCBS0045PS\"@xxx.yyy.com>"))
        .isEqualTo(MessageIds.of("<01KF8JCEOCBS0045PS@xxx.yyy.com>"))
        .containsExactly("01KF8JCEOCBS0045PS@xxx.yyy.com");
  }

  @Example
  void whatIsNoIdentifierIsPassedOver() {
    assertThat(MessageIds.of("Your mail <no> of <a@b> Monday <<c@d> <@> <e@f"))
        .containsExactly("a@b", "c@d");
  }

  private static List<String> ancestors(String header) {
    return MessageIds.ancestors(new HeaderFields((header + "\r\n").getBytes(ISO_8859_1)));
  }

  @Example
  void ancestorsAreThoseOfReferencesElseTheParent() {
    assertThat(ancestors("References: <a@x>\r\n <b@x>\r\nIn-Reply-To: <c@x>\r\n"))
        .containsExactly("a@x", "b@x");
    assertThat(ancestors("In-Reply-To: <c@x> from <d@x>\r\n")).containsExactly("c@x");
    assertThat(ancestors("References: none\r\n")).isEmpty();
  }

  @Example
  void ofTooManyTheFirstAndTheNearestAreKept() {
    String references =
        IntStream.range(0, 200).mapToObj(i -> "<" + i + "@x>\r\n ").collect(Collectors.joining());
    assertThat(ancestors("References: " + references + "<z@x>\r\n"))
        .hasSize(100)
        .startsWith("0@x", "102@x")
        .endsWith("199@x", "z@x");
  }

  @Property
  void anyTextIsRead(@ForAll String text) {
    List<String> ids = MessageIds.of("<" + text + "<a@b>");
    assertThat(ids).last().isEqualTo("a@b");
    assertThat(ids).allMatch(id -> id.chars().allMatch(c -> c > ' '));
  }
}
