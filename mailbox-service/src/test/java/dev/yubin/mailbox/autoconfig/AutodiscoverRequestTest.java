package dev.yubin.mailbox.autoconfig;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class AutodiscoverRequestTest {
  private static Optional<AutodiscoverRequest> parse(String document) {
    return AutodiscoverRequest.parse(document.getBytes(UTF_8));
  }

  @Example
  void readsAddressAndSchemaInAnyNamespace() {
    assertThat(
            parse(
                "<a xmlns='x:y'><AcceptableResponseSchema> s </AcceptableResponseSchema>"
                    + "<EMailAddress>a&amp;b@c.test</EMailAddress></a>"))
        .contains(new AutodiscoverRequest("a&b@c.test", "s"));
    assertThat(parse("<a><AcceptableResponseSchema>s</AcceptableResponseSchema></a>")).isEmpty();
  }

  @Provide
  Arbitrary<List<String>> pieces() {
    return Arbitraries.of(
            "<",
            ">",
            "</",
            "EMailAddress",
            "AcceptableResponseSchema",
            " xmlns=\"\"",
            "<?xml version=\"1.0\" encoding=\"UTF-7\"?>",
            "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>",
            "&b;",
            "&#0;",
            "<![CDATA[",
            "]]>",
            "\u0000",
            "a@b.test")
        .list()
        .ofMaxSize(20);
  }

  @Property
  void anyDocumentIsOneOrNone(@ForAll("pieces") List<String> pieces, @ForAll byte[] octets) {
    parse(String.join("", pieces)).ifPresent(request -> assertThat(request.address()).isNotEmpty());
    assertThat(AutodiscoverRequest.parse(octets)).isEmpty();
  }
}
