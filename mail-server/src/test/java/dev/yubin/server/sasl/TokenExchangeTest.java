package dev.yubin.server.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.mail.EmailAddress;
import dev.yubin.server.sasl.Authenticator.Result;
import dev.yubin.server.sasl.SaslExchange.Step;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TokenExchangeTest {
  private static final EmailAddress USER = EmailAddress.of("user@example.com");
  private static final TokenVerifier TOKENS =
      new TokenVerifier() {
        @Override
        public Result verify(String name, String token) {
          return token.equals("vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg==")
              ? new Result.Accepted(USER)
              : new Result.Refused();
        }

        @Override
        public String configurationUrl() {
          return "https://id.example.com/.well-known/openid-configuration";
        }
      };
  private static final SaslMechanisms MECHANISMS =
      new SaslMechanisms((n, p) -> new Result.Refused(), Optional.empty(), Optional.of(TOKENS));

  private static final ChannelBinding ENCRYPTED = type -> Optional.empty();

  private static SaslExchange begin(String mechanism) {
    return MECHANISMS.begin(mechanism, ENCRYPTED).orElseThrow();
  }

  private static Step respond(SaslExchange exchange, String text) {
    return exchange.respond(text.replace("^A", "\1").getBytes(UTF_8));
  }

  /// RFC 7628 §4.1.
  @Test
  void acceptsTheTokenOfTheRfc() {
    String sent =
        "n,a=user@example.com,^Ahost=server.example.com^Aport=143^A"
            + "auth=Bearer vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg==^A^A";
    assertThat(respond(begin("oauthbearer"), sent))
        .isEqualTo(new Step.Done("user@example.com", new Result.Accepted(USER)));
  }

  /// RFC 5801 §5: the client could bind to the channel if we could.
  @Test
  void acceptsAClientThatCouldBindToTheChannel() {
    String sent = "y,,^Aauth=Bearer vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg==^A^A";
    assertThat(respond(begin("OAUTHBEARER"), sent))
        .isEqualTo(new Step.Done("", new Result.Accepted(USER)));
  }

  /// RFC 7628 §4.3.
  @Test
  void saysWhatIsWrongAndRefusesAfterTheAnswer() {
    SaslExchange exchange = begin("OAUTHBEARER");
    Step step = respond(exchange, "n,a=user@example.com,^Aauth=Bearer expired^A^A");
    assertThat(new String(((Step.Challenge) step).octets(), UTF_8))
        .isEqualTo(
            "{\"status\":\"invalid_token\",\"openid-configuration\":"
                + "\"https://id.example.com/.well-known/openid-configuration\"}");
    assertThat(respond(exchange, "^A"))
        .isEqualTo(new Step.Done("user@example.com", new Result.Refused()));
  }

  @Test
  void acceptsTheFormerForm() {
    String sent =
        "user=user@example.com^Aauth=Bearer vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg==^A^A";
    assertThat(respond(begin("XOAUTH2"), sent))
        .isEqualTo(new Step.Done("user@example.com", new Result.Accepted(USER)));
    assertThat(respond(begin("XOAUTH2"), "user=x^Aauth=Bearer no^A^A"))
        .isInstanceOf(Step.Challenge.class);
  }

  @Test
  void knowsWhatIsNotOfTheMechanism() {
    for (String sent :
        List.of("n,,^A^A", "n,,^Aauth=Bearer ^A^A", "n,,^Aauth=Basic x^A^A", "x", "n,,^Aauth=")) {
      SaslExchange exchange = begin("OAUTHBEARER");
      assertThat(respond(exchange, sent)).as(sent).isInstanceOf(Step.Malformed.class);
    }
  }

  @Test
  void offersWhatCanBeVerified() {
    assertThat(MECHANISMS.offered(ENCRYPTED))
        .containsExactly("OAUTHBEARER", "XOAUTH2", "PLAIN", "LOGIN");
    assertThat(MECHANISMS.begin("SCRAM-SHA-256", ChannelBinding.NONE)).isEmpty();
  }

  /// RFC 6750 §5.3.
  @Test
  void takesNoTokenInTheClear() {
    assertThat(MECHANISMS.offered(ChannelBinding.NONE)).containsExactly("PLAIN", "LOGIN");
    assertThat(MECHANISMS.begin("OAUTHBEARER", ChannelBinding.NONE)).isEmpty();
    assertThat(MECHANISMS.begin("XOAUTH2", ChannelBinding.NONE)).isEmpty();
  }
}
