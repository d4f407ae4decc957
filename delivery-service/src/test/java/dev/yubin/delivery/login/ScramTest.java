package dev.yubin.delivery.login;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ScramTest {
  private static final String NONCE = "rOprNGfwEbeRWgbNEkqO";
  private static final String SERVER_FIRST =
      "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096";
  private static final Login LOGIN = new Login("user", "pencil");

  private final Scram scram = new Scram(LOGIN, null, NONCE);

  @Test
  void saysWhatTheExampleOfTheRfcSays() throws DistrustException {
    // RFC 7677 §3
    assertThat(scram.first()).map(ScramTest::text).hasValue("n,,n=user,r=rOprNGfwEbeRWgbNEkqO");
    assertThat(answer(SERVER_FIRST))
        .isEqualTo(
            "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,"
                + "p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=");
    assertThat(scram.isComplete()).isFalse();
    assertThat(answer("v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=")).isEmpty();
    assertThat(scram.isComplete()).isTrue();
  }

  @Test
  void trustsNoHostThatDoesNotKnowThePassword() throws DistrustException {
    answer(SERVER_FIRST);
    assertThatThrownBy(() -> answer("v=AAAATRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4="))
        .isInstanceOf(DistrustException.class);
    assertThat(scram.isComplete()).isFalse();
  }

  @Test
  void refusesFirstMessagesThatWouldGiveSomethingAway() {
    // RFC 5802 §5.1, RFC 7677 §4
    for (String challenge :
        List.of(
            SERVER_FIRST.replace("i=4096", "i=4095"),
            SERVER_FIRST.replace("i=4096", "i=9999999"),
            SERVER_FIRST.replace("r=rOpr", "r=other"),
            "r=rOprNGfwEbeRWgbNEkqO,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096",
            SERVER_FIRST.replace("s=W22Z", "s=W"),
            "m=x," + SERVER_FIRST)) {
      assertThatThrownBy(() -> answer(challenge)).isInstanceOf(DistrustException.class);
    }
  }

  @Property
  void bearsWhateverAHostSays(@ForAll String challenge) {
    Scram any = new Scram(LOGIN, null, NONCE);
    assertThatThrownBy(() -> any.answer(challenge.getBytes(UTF_8)))
        .isInstanceOf(DistrustException.class);
  }

  @Test
  void choosesWhatGivesLeastAway() {
    Channel bound = new Channel(Optional.of(new Channel.Binding("tls-exporter", new byte[32])));
    Channel unbound = new Channel(Optional.empty());
    List<String> all = List.of("LOGIN", "PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-256-PLUS");
    assertThat(best(all, bound)).hasValue("SCRAM-SHA-256-PLUS");
    assertThat(best(all, unbound)).hasValue("SCRAM-SHA-256");
    assertThat(best(List.of("LOGIN", "PLAIN"), bound)).hasValue("PLAIN");
    assertThat(best(List.of("LOGIN"), bound)).hasValue("LOGIN");
    assertThat(best(List.of("XOAUTH2"), bound)).isEmpty();
  }

  @Test
  void tellsNobodyThePassword() {
    assertThat(LOGIN.toString()).isEqualTo("Login[user=user]");
  }

  private static Optional<String> best(List<String> offered, Channel channel) {
    return Mechanism.best(LOGIN, offered, channel).map(Mechanism::name);
  }

  private String answer(String challenge) throws DistrustException {
    return text(scram.answer(challenge.getBytes(UTF_8)));
  }

  private static String text(byte[] octets) {
    return new String(octets, UTF_8);
  }
}
