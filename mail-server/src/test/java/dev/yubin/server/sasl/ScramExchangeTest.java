package dev.yubin.server.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.auth.ScramKeys;
import dev.yubin.mail.EmailAddress;
import dev.yubin.server.sasl.Authenticator.Result;
import dev.yubin.server.sasl.SaslExchange.Step;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The conversation of RFC 7677 §3, and what must not pass.
class ScramExchangeTest {
  private static final byte[] SALT = Base64.getDecoder().decode("W22ZaJ0SNY7soEsUEjb6gQ==");
  private static final String CLIENT_FIRST = "n,,n=user,r=rOprNGfwEbeRWgbNEkqO";
  private static final String NONCE = "rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";
  private static final EmailAddress USER = EmailAddress.of("user@example.test");
  private static final ChannelBinding END_POINT =
      type ->
          type.equals("tls-server-end-point")
              ? Optional.of("certificate".getBytes(UTF_8))
              : Optional.empty();

  private record Keys(String password) implements ScramKeeper {
    @Override
    public Lookup lookUp(String name) {
      return name.equals("down") ? new Lookup.Unavailable() : new Lookup.Salted(SALT, 4096);
    }

    @Override
    public Verification verify(String name, String authMessage, byte[] clientProof) {
      ScramKeys keys = ScramKeys.of(password, SALT, 4096);
      return keys.accepts(authMessage, clientProof)
          ? new Verification.Proven(USER, keys.serverSignature(authMessage))
          : new Verification.Failed(new Result.Refused());
    }
  }

  private static SaslExchange exchange(boolean plus, ChannelBinding binding) {
    return new ScramExchange(
        new Keys("pencil"),
        new ScramExchange.Channel(plus, binding),
        () -> "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0");
  }

  private static String say(SaslExchange exchange, String message) {
    return switch (exchange.respond(message.getBytes(UTF_8))) {
      case Step.Challenge(byte[] octets) -> new String(octets, UTF_8);
      case Step.Done done -> done.result().getClass().getSimpleName();
      case Step.Malformed() -> "Malformed";
    };
  }

  /// The client's last message, with a right proof for what it says.
  private static String finish(String first, String serverFirst, String binding) {
    String bare = first.replaceFirst("^[^,]*,[^,]*,", "");
    String encoded = Base64.getEncoder().encodeToString(binding.getBytes(UTF_8));
    String last = "c=" + encoded + ",r=" + NONCE;
    String authMessage = bare + "," + serverFirst + "," + last;
    byte[] proof = ScramKeys.clientProof("pencil", SALT, 4096, authMessage);
    return last + ",p=" + Base64.getEncoder().encodeToString(proof);
  }

  @Test
  void speaksTheExampleOfTheRfc() {
    SaslExchange scram = exchange(false, ChannelBinding.NONE);

    assertThat(say(scram, CLIENT_FIRST))
        .isEqualTo("r=" + NONCE + ",s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096");
    assertThat(say(scram, "c=biws,r=" + NONCE + ",p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ="))
        .isEqualTo("v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=");
    assertThat(scram.respond(new byte[0]))
        .isEqualTo(new Step.Done("user", new Result.Accepted(USER)));
  }

  @Test
  void asksAClientThatSentNothingYet() {
    SaslExchange scram = exchange(false, ChannelBinding.NONE);
    assertThat(say(scram, "")).isEmpty();
    assertThat(say(scram, CLIENT_FIRST)).startsWith("r=");
    assertThat(say(exchange(false, ChannelBinding.NONE), "n,,n=down,r=abc"))
        .isEqualTo("Unavailable");
  }

  @Test
  void refusesAProofOfAnotherPasswordAndAnotherNonce() {
    SaslExchange scram = exchange(false, ChannelBinding.NONE);
    String serverFirst = say(scram, CLIENT_FIRST);
    String right = finish(CLIENT_FIRST, serverFirst, "n,,");
    assertThat(say(scram, right.replaceFirst("p=....", "p=AAAA"))).isEqualTo("Refused");

    SaslExchange other = exchange(false, ChannelBinding.NONE);
    say(other, CLIENT_FIRST);
    assertThat(say(other, right.replace("r=rOp", "r=rOq"))).isEqualTo("Refused");
  }

  /// RFC 5802 §6.
  @Test
  void bindsToTheChannel() {
    String first = "p=tls-server-end-point,,n=user,r=rOprNGfwEbeRWgbNEkqO";
    String header = "p=tls-server-end-point,,";
    SaslExchange bound = exchange(true, END_POINT);
    String serverFirst = say(bound, first);
    assertThat(say(bound, finish(first, serverFirst, header + "certificate"))).startsWith("v=");

    SaslExchange other = exchange(true, END_POINT);
    say(other, first);
    assertThat(say(other, finish(first, serverFirst, header + "forged"))).isEqualTo("Refused");
  }

  @Test
  void refusesABindingOfATypeThatTheChannelDoesNotHave() {
    String first = "p=tls-exporter,,n=user,r=rOprNGfwEbeRWgbNEkqO";
    SaslExchange bound = exchange(true, END_POINT);
    String serverFirst = say(bound, first);
    assertThat(say(bound, finish(first, serverFirst, "p=tls-exporter,,"))).isEqualTo("Refused");
  }

  /// RFC 5802 §6: the flag `y` where -PLUS was offered.
  @Test
  void noticesThatSomebodyHidTheBoundMechanism() {
    String first = CLIENT_FIRST.replaceFirst("n", "y");
    assertThat(say(exchange(false, END_POINT), first)).isEqualTo("Refused");
    assertThat(say(exchange(false, ChannelBinding.NONE), first)).startsWith("r=");
    assertThat(say(exchange(true, END_POINT), CLIENT_FIRST)).isEqualTo("Refused");
    assertThat(say(exchange(false, END_POINT), CLIENT_FIRST.replaceFirst("n", "p=tls-exporter")))
        .isEqualTo("Refused");
  }

  @Test
  void letsNobodyActForAnother() {
    assertThat(say(exchange(false, ChannelBinding.NONE), "n,a=other,n=user,r=abc"))
        .isEqualTo("Refused");
    assertThat(say(exchange(false, ChannelBinding.NONE), "n,a=user,n=user,r=abc"))
        .startsWith("r=abc");
  }

  @Test
  void unescapesNamesAndRefusesOtherEscapes() {
    assertThat(ScramFirst.parse("n,,n=a=2Cb=3Dc,r=x").orElseThrow().name()).isEqualTo("a,b=c");
    for (String bad :
        new String[] {"n,,n=a=2cb,r=x", "n,,m=x,n=user,r=x", "n,,n=,r=x", "n,,n=u", "x,,n=u,r=x"}) {
      assertThat(ScramFirst.parse(bad)).as(bad).isEmpty();
    }
  }
}
