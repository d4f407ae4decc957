package dev.yubin.smtp.inspection.dkim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DkimVerifierTest {
  private static final String RSA =
      "v=DKIM1; k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDkHlOQoBTzWRiGs5V6NpP3idY6Wk08a5qh"
          + "dR6wy5bdOKb2jLQiY/J16JYi0Qvx/byYzCNb3W91y3FutACDfzwQ/BC/e/8uBsCR+yz1Lxj+PL6lHvqMKrM3"
          + "rG4hstT5QjvHO9PzoxZyVYLzBfO2EeC3Ip3G+2kryOTIKT+l/K4w3QIDAQAB";
  private static final String ED25519 =
      "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";

  /// RFC 8463 §A.3.
  private static final String MAIL =
      """
      DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed;
       d=football.example.com; i=@football.example.com;
       q=dns/txt; s=brisbane; t=1528637909; h=from : to :
       subject : date : message-id : from : subject : date;
       bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;
       b=/gCrinpcQOoIfuHNQIbq4pgh9kyIK3AQUdt9OdqQehSwhEIug4D11Bus
       Fa3bT3FY5OsU7ZbnKELq+eXdp1Q1Dw==
      DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed;
       d=football.example.com; i=@football.example.com;
       q=dns/txt; s=test; t=1528637909; h=from : to : subject :
       date : message-id : from : subject : date;
       bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;
       b=F45dVWDfMbQDGHJFlXUNB2HKfbCeLRyhDXgFpEL8GwpsRe0IeIixNTe3
       DhCVlUrSjV4BwcVcOF6+FF3Zo9Rpo1tFOeS9mPYQTnGdaSGsgeefOsk2Jz
       dA+L10TeYt9BgDfQNZtKdN1WO//KgIqXP7OdEFE4LjFYNcUxZQ4FADY+8=
      From: Joe SixPack <joe@football.example.com>
      To: Suzie Q <suzie@shopping.example.net>
      Subject: Is dinner ready?
      Date: Fri, 11 Jul 2003 21:00:37 -0700 (PDT)
      Message-ID: <20030712040037.46341.5F8J@football.example.com>

      Hi.

      We lost the game.  Are you hungry yet?

      Joe.
      """;

  private static List<DkimResult> verify(String mail, String rsa, String ed25519) {
    String zone = "._domainkey.football.example.com";
    return TestMail.of(mail)
        .verify(
            new DkimVerifier(
                new ScriptedRecords(Map.of("test" + zone, rsa, "brisbane" + zone, ed25519))));
  }

  private static List<DkimVerdict> verdicts(String mail, String rsa) {
    return verify(mail, rsa, ED25519).stream().map(DkimResult::verdict).toList();
  }

  @Test
  void verifiesBothSignaturesOfTheExample() {
    List<DkimResult> results = verify(MAIL, RSA, ED25519);
    assertThat(results).extracting(DkimResult::problem).containsOnly("");
    assertThat(results).hasSize(2).allMatch(DkimResult::passed);
    assertThat(results.getFirst().signature()).isEqualTo("/gCrinpc");
    assertThat(results.getFirst().domain()).isEqualTo("football.example.com");
  }

  @Test
  void failsWhenTheBodyOrASignedFieldIsChangedOrAdded() {
    assertThat(verdicts(MAIL.replace("Joe.", "Jim."), RSA)).containsOnly(DkimVerdict.FAIL);
    assertThat(verdicts(MAIL.replace("dinner", "lunch"), RSA)).containsOnly(DkimVerdict.FAIL);
    assertThat(verdicts(MAIL.replace("To: S", "Subject: x\nTo: S"), RSA))
        .containsOnly(DkimVerdict.FAIL);
  }

  @Test
  void forgivesWhiteSpaceWhenRelaxed() {
    String changed = MAIL.replace("Subject: Is dinner", "SUBJECT :  Is\n\t dinner ") + "\n\n";
    assertThat(verdicts(changed, RSA)).containsOnly(DkimVerdict.PASS);
  }

  @Test
  void judgesTheKey() {
    assertThat(verdicts(MAIL, "v=DKIM1; p=").getLast()).isEqualTo(DkimVerdict.PERMERROR);
    assertThat(verdicts(MAIL, "!").getLast()).isEqualTo(DkimVerdict.TEMPERROR);
    assertThat(verdicts(MAIL, RSA + "; s=tlsrpt").getLast()).isEqualTo(DkimVerdict.PERMERROR);
    assertThat(verdicts(MAIL, RSA + "; h=sha1").getLast()).isEqualTo(DkimVerdict.PERMERROR);
    assertThat(verdicts(MAIL.replace("Joe.", "Jim."), RSA + "; t=y").getLast())
        .isEqualTo(DkimVerdict.NEUTRAL);
    assertThat(verdicts(MAIL.replace("i=@", "i=@sub."), RSA + "; t=s").getLast())
        .isEqualTo(DkimVerdict.PERMERROR);
  }

  /// RFC 6376 §3.6.2.2 leaves it open.
  @Test
  void takesTheKeyThatVerifiesOfSeveral() {
    assertThat(verdicts(MAIL, "v=DKIM1; p=\n" + RSA)).containsOnly(DkimVerdict.PASS);
    assertThat(verdicts(MAIL, "google-site-verification=x\n" + RSA)).containsOnly(DkimVerdict.PASS);
    assertThat(verdicts(MAIL, ED25519 + "\n" + RSA)).containsOnly(DkimVerdict.PASS);
    assertThat(verdicts(MAIL.replace("Joe.", "Jim."), ED25519 + "\n" + RSA))
        .doesNotContain(DkimVerdict.PASS);
  }

  @Test
  void refusesWhatCannotBeVerified() {
    for (String broken :
        List.of(
            MAIL.replace("rsa-sha256", "rsa-sha1"),
            MAIL.replace("d=football.example.com; i=", "d=football.example.com; d=x; i="),
            MAIL.replace("h=from : to : subject :", "h=to : subject :").replace(" from :", ""),
            MAIL.replace("v=1", "v=2"),
            MAIL.replace("i=@football.", "i=@other."),
            MAIL.replace("q=dns/txt", "q=http"))) {
      assertThat(verdicts(broken, RSA).getLast()).isEqualTo(DkimVerdict.PERMERROR);
    }
    assertThat(verdicts(MAIL.replace("t=1528637909", "x=1528637909"), RSA))
        .containsOnly(DkimVerdict.FAIL);
  }

  @Test
  void saysNoneWithoutASignature() {
    assertThat(verdicts("From: a@b.example\n\nHi\n", RSA)).containsExactly(DkimVerdict.NONE);
  }
}
