package dev.yubin.smtp.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.mail.Body;
import dev.yubin.mail.EmailAddress;
import dev.yubin.mail.Envelope;
import dev.yubin.mail.Ingress;
import dev.yubin.mail.MailId;
import dev.yubin.mail.MailParameters;
import dev.yubin.mail.Recipient;
import dev.yubin.server.sasl.ChannelBinding;
import dev.yubin.server.tls.ClientCertificate;
import dev.yubin.server.tls.TlsFacts;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class TraceFieldTest {

  /// RFC 5322 §3.2.2: a comment ends at the parenthesis that belongs to it, and at no other.
  @Test
  void quotesTheNameThatAClientGivesItself() {
    assertThat(received("a) by evil\r\nX: y (\\\""))
        .contains(
            "\r\n\t(Client CN \"a\\) by evil??X: y \\(\\\\\\\"\", not verified,"
                + "\r\n\t fingerprint SHA256:00ff)\r\n\tid ");
  }

  /// Printable, folded as we fold it, and with no parenthesis but its own.
  @Property
  void quotesAnyName(@ForAll String commonName) {
    String field = received(commonName);
    String comment = field.substring(field.indexOf("\r\n\t(") + 3, field.indexOf("\r\n\tid "));
    String bare = comment.replaceAll("\\\\.", "");
    assertThat(comment.replace("\r\n\t", "")).matches("[ -~]*");
    assertThat(bare).matches("(?s)\\([^()\\\\]*\\)");
  }

  @Test
  void saysNothingOfACertificateThatThereIsNot() {
    TlsFacts tls = facts(Optional.empty());
    assertThat(received(tls)).contains(" (TLSv1.3 TLS_AES_256_GCM_SHA384)\r\n\tid ");
  }

  private static String received(String commonName) {
    return received(facts(Optional.of(new ClientCertificate("CN=x", commonName, "00ff"))));
  }

  private static TlsFacts facts(Optional<ClientCertificate> client) {
    return new TlsFacts(
        "TLSv1.3", "TLS_AES_256_GCM_SHA384", Optional.empty(), client, ChannelBinding.NONE);
  }

  private static String received(TlsFacts tls) {
    EmailAddress bob = EmailAddress.of("bob@example.test");
    Ingress ingress =
        new Ingress(Instant.EPOCH, "192.0.2.1", "client.test", "ESMTPS", Optional.empty());
    Envelope envelope =
        new Envelope(
            Optional.empty(), MailParameters.of(Body.SEVEN_BIT, false), List.of(Recipient.of(bob)));
    HeaderField field =
        new TraceField("mx.example.test", Optional.of(tls)).of(MailId.create(), envelope, ingress);
    return new String(field.octets(), StandardCharsets.UTF_8);
  }
}
