package dev.yubin.server.sasl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.mail.EmailAddress;
import dev.yubin.server.sasl.SaslExchange.Step;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SaslExchangeTest {
  private static final Authenticator ALICE =
      (name, password) ->
          name.equals("alice@example.test") && password.equals("sécret")
              ? new Authenticator.Result.Accepted(EmailAddress.of(name))
              : new Authenticator.Result.Refused();

  /// RFC 4616 §2.
  @Test
  void acceptsPlainInOneResponse() {
    Step step = begin("plain").respond(octets("\0alice@example.test\0sécret"));
    assertThat(accepted(step)).isTrue();
  }

  @Test
  void asksForPlainWithAnEmptyChallenge() {
    SaslExchange plain = begin("PLAIN");
    assertThat(((Step.Challenge) plain.respond(new byte[0])).octets()).isEmpty();
    assertThat(accepted(plain.respond(octets("\0alice@example.test\0sécret")))).isTrue();
  }

  @Test
  void acceptsPlainWhoseAuthorizationIdentityIsTheSame() {
    Step step = begin("PLAIN").respond(octets("ALICE@example.test\0alice@example.test\0sécret"));
    assertThat(accepted(step)).isTrue();
  }

  @Test
  void letsNobodyActForAnother() {
    Step step = begin("PLAIN").respond(octets("bob@example.test\0alice@example.test\0sécret"));
    assertThat(accepted(step)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"alice", "alice\0secret", "\0\0secret", "\0alice\0", "\0a\0b\0c"})
  void tellsWhatIsNotPlain(String response) {
    assertThat(begin("PLAIN").respond(octets(response))).isInstanceOf(Step.Malformed.class);
  }

  @Test
  void tellsSilenceAfterAChallenge() {
    for (String mechanism : new String[] {"PLAIN", "LOGIN"}) {
      SaslExchange exchange = begin(mechanism);
      exchange.respond(new byte[0]);
      assertThat(exchange.respond(new byte[0])).isInstanceOf(Step.Malformed.class);
    }
  }

  @Test
  void asksLoginForNameAndPassword() {
    SaslExchange login = begin("LOGIN");
    assertThat(challenge(login.respond(new byte[0]))).isEqualTo("Username:");
    assertThat(challenge(login.respond(octets("alice@example.test")))).isEqualTo("Password:");
    assertThat(accepted(login.respond(octets("sécret")))).isTrue();
  }

  @Test
  void takesTheNameOfLoginAsInitialResponse() {
    SaslExchange login = begin("LOGIN");
    assertThat(challenge(login.respond(octets("alice@example.test")))).isEqualTo("Password:");
    assertThat(accepted(login.respond(octets("wrong")))).isFalse();
  }

  @Test
  void knowsNoOtherMechanism() {
    assertThat(SaslExchange.begin("CRAM-MD5", ALICE)).isEmpty();
  }

  private static SaslExchange begin(String mechanism) {
    return SaslExchange.begin(mechanism, ALICE).orElseThrow();
  }

  private static boolean accepted(Step step) {
    return ((Step.Done) step).result() instanceof Authenticator.Result.Accepted;
  }

  private static String challenge(Step step) {
    return new String(((Step.Challenge) step).octets(), StandardCharsets.UTF_8);
  }

  private static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
