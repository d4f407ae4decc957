package dev.yubin.resolver.mtasts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yubin.dns.TlsWishes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyTextTest {

  // RFC 8461 §3.2
  @Test
  void readsTheRfcsExample() {
    assertThat(
            PolicyText.parse(
                """
                version: STSv1
                mode: enforce
                mx: mail.example.com
                mx: *.example.net
                mx: backupmx.example.com
                max_age: 604800
                """))
        .isEqualTo(
            new PolicyText(
                Optional.of(TlsWishes.Mode.ENFORCE),
                List.of("mail.example.com", "*.example.net", "backupmx.example.com"),
                Duration.ofDays(7)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          mode: testing|mx: a.test|max_age: 1|its version is not STSv1
          version: STSv1|mx: a.test|max_age: 1|its mode is null
          version: STSv1|mode: testing|max_age: 1|it names no mx
          version: STSv1|mode: testing|mx: a.test|its max_age is no number of seconds
          version: STSv1|mode: none|max_age: -1|its max_age is no number of seconds
          version: STSv1|mode: none|mx: a.*.test|its mx is no name of hosts
          """)
  void saysWhatIsWrong(String one, String two, String three, String wrong) {
    assertThatThrownBy(() -> PolicyText.parse(String.join("\n", one, two, three)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(wrong);
  }

  // RFC 8461 §3.1, RFC 8460 §3
  @Test
  void readsTheTxtRecords() {
    assertThat(TxtTags.policyId(List.of("other", "v=STSv1; id=20160831085700Z;")))
        .hasValue("20160831085700Z");
    assertThat(TxtTags.policyId(List.of("v=STSv1;id=1", "v=STSv1;id=2"))).isEmpty();
    assertThat(TxtTags.policyId(List.of("v=STSv1; id=a-b"))).isEmpty();
    assertThat(TxtTags.policyId(List.of("v=STSv2; id=1", "id=1"))).isEmpty();
    assertThat(TxtTags.reportAddresses(List.of("v=TLSRPTv1; rua=mailto:reports@example.com")))
        .containsExactly("mailto:reports@example.com");
  }

  @Property
  void isAPolicyOrSaysWhyNot(@ForAll @From("lines") String text) {
    try {
      assertThat(PolicyText.parse(text).maxAge()).isBetween(Duration.ZERO, Duration.ofDays(366));
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageStartingWith("it");
    }
    TxtTags.policyId(List.of(text));
    TxtTags.reportAddresses(List.of(text));
  }

  @Provide
  Arbitrary<String> lines() {
    return pieces(
        "version: STSv1\n",
        "mode: ",
        "enforce\n",
        "none\n",
        "mx: ",
        "a.test\r\n",
        "*.",
        "max_age:",
        " 12345678901234\n",
        "\n",
        ":",
        ";",
        "v=STSv1",
        "id=",
        "a",
        "v=TLSRPTv1",
        "rua=",
        ",");
  }

  private static Arbitrary<String> pieces(String... pieces) {
    return Arbitraries.of(pieces).list().ofMaxSize(12).map(list -> String.join("", list));
  }
}
