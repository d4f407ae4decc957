package dev.yubin.resolver.iteration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Name;

class MinimisedNameTest {

  @Test
  void showsOneLabelMoreEachTime() {
    assertThat(parts("a.b.example.", "."))
        .containsExactly("example.", "b.example.", "a.b.example.");
    assertThat(parts("a.b.example.", "example.")).containsExactly("b.example.", "a.b.example.");
    assertThat(parts("example.", "example.")).containsExactly("example.");
    assertThat(parts(".", ".")).containsExactly(".");
  }

  // RFC 9156 §2.3
  @Test
  void showsANameOfManyLabelsInTenSteps() {
    List<String> parts = parts("1.".repeat(32) + "ip6.arpa.", "arpa.");

    assertThat(parts).hasSize(10).endsWith("1.".repeat(32) + "ip6.arpa.");
    assertThat(parts).startsWith("ip6.arpa.", "1.ip6.arpa.", "1.1.ip6.arpa.");
  }

  private static List<String> parts(String name, String zone) {
    Name whole = Name.fromConstantString(name);
    MinimisedName shown = new MinimisedName(whole, Name.fromConstantString(zone));
    List<String> parts = new ArrayList<>();
    do {
      parts.add(shown.next().toString());
    } while (!parts.getLast().equals(name));
    return parts;
  }
}
