package dev.yubin.delivery.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yubin.delivery.client.Access;
import dev.yubin.delivery.client.Access.Protocol;
import dev.yubin.delivery.client.TlsPolicy;
import dev.yubin.delivery.client.TlsPolicy.Demand;
import dev.yubin.delivery.client.TlsPolicy.Proof;
import dev.yubin.delivery.client.TlsPolicy.Source;
import dev.yubin.delivery.login.Login;
import dev.yubin.delivery.outbound.OutboundProperties.TlsRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class SmarthostsTest {
  private static final String HOST = "mail.example.net";
  private static final TlsPolicy VERIFY = local(Demand.MUST, new Proof.Pkix(HOST));

  @Test
  void readsHostsAndHowTheyAreSpokenTo() {
    Smarthosts none = smarthosts(Map.of());
    assertThat(parse(none, "[::1]:25"))
        .isEqualTo(new Smarthost("::1", 25, TlsPolicy.OPPORTUNISTIC, Access.ANYONE));
    assertThat(parse(none, "smtp://mail.example.net:587"))
        .isEqualTo(new Smarthost(HOST, 587, TlsPolicy.OPPORTUNISTIC, Access.ANYONE));
    assertThat(parse(none, "smtps://mail.example.net/"))
        .isEqualTo(new Smarthost(HOST, 465, VERIFY, new Access(Protocol.SMTPS, null)));
  }

  @Test
  void saysWhatIsNoHost() {
    for (String text :
        List.of("mail", "smtp://mail", "http://mail:25", "mail:0", "mail:70000", "bob@mail:25")) {
      assertThatThrownBy(() -> parse(smarthosts(Map.of()), text))
          .hasMessageStartingWith("yubin.delivery.smarthost=" + text + " must be host:port, such");
    }
  }

  @Test
  void tellsAPasswordToAHostThatProvesItsNameAlone() {
    Smarthosts known =
        smarthosts(
            Map.of(
                "yubin.delivery.logins[0].host", "Mail.example.net",
                "yubin.delivery.logins[0].user", "bob",
                "yubin.delivery.logins[0].password", "secret"));
    Access bob = new Access(Protocol.SMTP, new Login("bob", "secret"));
    assertThat(parse(known, "mail.example.net:587"))
        .isEqualTo(new Smarthost(HOST, 587, VERIFY, bob));
    assertThat(parse(known, "other.example.net:587").access()).isEqualTo(Access.ANYONE);
    Smarthosts lax = new Smarthosts(Map.of(HOST, TlsRule.ENCRYPT), known.logins());
    assertThatThrownBy(() -> parse(lax, "mail.example.net:587"))
        .hasMessage(
            "yubin.delivery.tls.domains[mail.example.net]=encrypt must be one of verify for a host"
                + " of which yubin.delivery.logins has a password");
    assertThat(known.logins().toString()).doesNotContain("secret");
  }

  @Test
  void encryptsAsThePostmasterSays() {
    Smarthosts encrypt = new Smarthosts(Map.of(HOST, TlsRule.ENCRYPT), none());
    assertThat(parse(encrypt, "smtps://mail.example.net").tls())
        .isEqualTo(local(Demand.MUST, new Proof.Nothing()));
    Smarthosts clear = new Smarthosts(Map.of(HOST, TlsRule.NONE), none());
    assertThat(parse(clear, "mail.example.net:25").tls())
        .isEqualTo(local(Demand.NEVER, new Proof.Nothing()));
    assertThatThrownBy(() -> parse(clear, "smtps://mail.example.net"))
        .hasMessage(
            "yubin.delivery.tls.domains[mail.example.net]=none must be one of encrypt, verify for a"
                + " host of which the scheme is smtps");
  }

  @Test
  void readsThePasswordFromAFile(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("password"), "from a file\n");
    Smarthosts known =
        smarthosts(
            Map.of(
                "yubin.delivery.logins[0].host",
                HOST,
                "yubin.delivery.logins[0].user",
                "bob",
                "yubin.delivery.logins[0].password-file",
                file.toString()));
    assertThat(parse(known, "mail.example.net:587").access().login())
        .isEqualTo(new Login("bob", "from a file"));
    assertThatThrownBy(
            () ->
                smarthosts(
                    Map.of(
                        "yubin.delivery.logins[0].host",
                        HOST,
                        "yubin.delivery.logins[0].user",
                        "bob")))
        .hasRootCauseMessage(
            "yubin.delivery.logins[…] of host mail.example.net must have a user, and a password or"
                + " a password-file");
  }

  private static Smarthost parse(Smarthosts smarthosts, String text) {
    return smarthosts.parse("yubin.delivery.smarthost", text);
  }

  private static LoginProperties none() {
    return new LoginProperties(List.of());
  }

  private static Smarthosts smarthosts(Map<String, String> values) {
    LoginProperties logins =
        new Binder(new MapConfigurationPropertySource(values))
            .bindOrCreate("yubin.delivery", Bindable.of(LoginProperties.class));
    return new Smarthosts(Map.of(), logins);
  }

  private static TlsPolicy local(Demand demand, Proof proof) {
    return new TlsPolicy(Source.LOCAL, demand, proof);
  }
}
