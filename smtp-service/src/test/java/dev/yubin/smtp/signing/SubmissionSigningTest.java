package dev.yubin.smtp.signing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.yubin.dkim.SigningKeys;
import dev.yubin.dns.DnsAnswer;
import dev.yubin.dns.DnsRecords;
import dev.yubin.dns.DnssecState;
import dev.yubin.smtp.content.HeaderField;
import dev.yubin.smtp.content.MailHeader;
import dev.yubin.smtp.inspection.dkim.DkimVerification;
import dev.yubin.smtp.inspection.dkim.DkimVerifier;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class SubmissionSigningTest {
  private static final byte[] BODY = "Hello\r\n\r\n".getBytes(US_ASCII);
  private static final MailHeader HEADER =
      new MailHeader(
          List.of(
              HeaderField.of("From: Alice <alice@example.test>\r\n"),
              HeaderField.of("Subject: folded\r\n here\r\n")));

  @Test
  void signsSoThatOthersCanVerify() throws GeneralSecurityException {
    KeyPair pair = rsa();

    List<HeaderField> fields = sign(pair, "example.test");

    List<HeaderField> all = new ArrayList<>(fields);
    all.addAll(HEADER.fields());
    DkimVerification verification = new DkimVerifier(publishing(pair)).begin(new MailHeader(all));
    verification.write(BODY, 0, BODY.length);
    assertThat(verification.finish())
        .singleElement()
        .satisfies(
            result -> {
              assertThat(result.passed()).as(result.problem()).isTrue();
              assertThat(result.domain()).isEqualTo("example.test");
            });
  }

  @Test
  void leavesMailOfForeignDomainsUnsigned() throws GeneralSecurityException {
    assertThat(sign(rsa(), "another.test")).isEmpty();
  }

  private static List<HeaderField> sign(KeyPair pair, String ours) {
    SigningKeys source =
        domain -> List.of(new SigningKeys.Key("s1", "rsa", pair.getPrivate().getEncoded()));
    DomainKeys keys = new DomainKeys(source, Runnable::run, Ticker.systemTicker());
    SubmissionSigning signing = new SubmissionSigning(keys, ours::equals, InstantSource.system());
    signing.header(HEADER, HEADER);
    signing.body(BODY, 0, BODY.length);
    return signing.judge().fields();
  }

  private static KeyPair rsa() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    return generator.generateKeyPair();
  }

  private static DnsRecords publishing(KeyPair pair) {
    String key = Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
    return (type, name) ->
        name.equals("s1._domainkey.example.test")
            ? new DnsAnswer.Found(
                List.of("v=DKIM1; k=rsa; p=" + key), DnssecState.INSECURE, Duration.ofMinutes(1))
            : new DnsAnswer.NoSuchDomain(Duration.ofMinutes(1));
  }
}
