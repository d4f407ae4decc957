package dev.yubin.mailbox.autoconfig;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.mailbox.HttpAnswer;
import dev.yubin.mailbox.RunningMailboxService;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;

/// What mail programs are told, without a login.
class AutoconfigIT {
  private static final String REQUEST =
      """
      <?xml version="1.0" encoding="utf-8"?>
      <Autodiscover xmlns="http://schemas.microsoft.com/exchange/autodiscover/outlook/requestschema/2006">
        <Request>
          <EMailAddress>%s</EMailAddress>
          <AcceptableResponseSchema>%s</AcceptableResponseSchema>
        </Request>
      </Autodiscover>
      """;

  private static RunningMailboxService service;

  @BeforeAll
  static void start() {
    service =
        RunningMailboxService.start(
            "yubin.autoconfig.hostname=mail.example.org",
            "yubin.autoconfig.smtp-hostname=smtp.example.org",
            "yubin.autoconfig.imap-tls-port=993",
            "yubin.autoconfig.pop3-port=0",
            "yubin.smtp.submission-port=2587");
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static HttpAnswer get(String path) {
    return HttpAnswer.to("GET", service.url(path), "", "");
  }

  private static HttpAnswer autodiscover(String body) {
    return HttpAnswer.to("POST", service.url("/autodiscover/autodiscover.xml"), "", body);
  }

  /// Without namespaces.
  private static String path(HttpAnswer answer, String expression) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
    Document document =
        factory
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(answer.body().getBytes(StandardCharsets.UTF_8)));
    return XPathFactory.newInstance().newXPath().evaluate(expression, document);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/.well-known/autoconfig/mail/config-v1.1.xml", "/mail/config-v1.1.xml"})
  void tellsThunderbird(String url) throws Exception {
    HttpAnswer answer = get(url + "?emailaddress=alice@example.test");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.contentType()).startsWith("application/xml");
    String provider = "/clientConfig[@version='1.1']/emailProvider[@id='example.test']";
    String first = provider + "/incomingServer[1][@type='imap']";
    assertThat(path(answer, provider + "/domain")).isEqualTo("example.test");
    assertThat(path(answer, first + "/hostname")).isEqualTo("mail.example.org");
    assertThat(path(answer, first + "/port")).isEqualTo("993");
    assertThat(path(answer, first + "/socketType")).isEqualTo("SSL");
    assertThat(path(answer, first + "/username")).isEqualTo("%EMAILADDRESS%");
    assertThat(path(answer, first + "/authentication")).isEqualTo("password-cleartext");
    assertThat(path(answer, "count(//incomingServer[@type='imap'])")).isEqualTo("2");
    assertThat(path(answer, "count(//incomingServer[@type='pop3'])")).isEqualTo("1");
    assertThat(path(answer, "//outgoingServer[1]/hostname")).isEqualTo("smtp.example.org");
    assertThat(path(answer, "//outgoingServer[1]/port")).isEqualTo("465");
    assertThat(path(answer, "//outgoingServer[2]/port")).isEqualTo("2587");
    assertThat(path(answer, "//outgoingServer[2]/socketType")).isEqualTo("STARTTLS");
  }

  @Test
  void tellsThunderbirdWithoutAnAddressToo() throws Exception {
    assertThat(path(get("/mail/config-v1.1.xml"), "//domain")).isEqualTo("mail.example.org");
    assertThat(path(get("/mail/config-v1.1.xml?emailaddress=%3Cx%3E%26"), "//domain"))
        .isEqualTo("mail.example.org");
  }

  @Test
  void tellsOutlook() throws Exception {
    HttpAnswer answer = autodiscover(REQUEST.formatted("alice@example.test", Autodiscover.SCHEMA));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(path(answer, "/Autodiscover/Response/Account/Action")).isEqualTo("settings");
    String imap = "//Protocol[Type='IMAP'][1]";
    assertThat(path(answer, imap + "/Server")).isEqualTo("mail.example.org");
    assertThat(path(answer, imap + "/Port")).isEqualTo("993");
    assertThat(path(answer, imap + "/SSL")).isEqualTo("on");
    assertThat(path(answer, imap + "/LoginName")).isEqualTo("alice@example.test");
    assertThat(path(answer, "//Protocol[Type='SMTP'][2]/Encryption")).isEqualTo("TLS");
    assertThat(path(get("/Autodiscover/Autodiscover.xml"), imap + "/Port")).isEqualTo("993");
  }

  @Test
  void tellsOutlookWhatItCannotHave() throws Exception {
    String mobile =
        "http://schemas.microsoft.com/exchange/autodiscover/mobilesync/responseschema/2006";

    assertThat(path(autodiscover(REQUEST.formatted("a@example.test", mobile)), "//ErrorCode"))
        .isEqualTo("601");
    assertThat(path(autodiscover(REQUEST.formatted("no address", "")), "//ErrorCode"))
        .isEqualTo("600");
    assertThat(path(autodiscover("<a"), "//ErrorCode")).isEqualTo("600");
    assertThat(path(autodiscover(""), "//ErrorCode")).isEqualTo("600");
    assertThat(path(autodiscover("<a>" + " ".repeat(20_000) + "</a>"), "//ErrorCode"))
        .isEqualTo("600");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE a [<!ENTITY x SYSTEM"
            + " \"file:///etc/hostname\">]><EMailAddress>&x;@a.b</EMailAddress>",
        "<!DOCTYPE a SYSTEM \"http://127.0.0.1:1/x\"><EMailAddress>a@b.test</EMailAddress>",
        "<!DOCTYPE a [<!ENTITY x \"y\"><!ENTITY z"
            + " \"&x;&x;&x;\">]><EMailAddress>&z;@a.b</EMailAddress>"
      })
  void readsNoDocumentType(String request) throws Exception {
    HttpAnswer answer = autodiscover(request);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(path(answer, "//ErrorCode")).isEqualTo("600");
  }

  @Test
  void makesAProfileForApple() throws Exception {
    HttpAnswer answer = get("/apple.mobileconfig?emailaddress=al%26ice@example.test");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.contentType()).startsWith("application/x-apple-aspen-config");
    String mail = "/plist/dict/array/dict";
    String value = "/following-sibling::*[1]";
    assertThat(path(answer, mail + "/key[.='EmailAddress']" + value))
        .isEqualTo("al&ice@example.test");
    assertThat(path(answer, mail + "/key[.='IncomingMailServerHostName']" + value))
        .isEqualTo("mail.example.org");
    assertThat(path(answer, mail + "/key[.='IncomingMailServerPortNumber']" + value))
        .isEqualTo("993");
    assertThat(path(answer, mail + "/key[.='OutgoingMailServerPortNumber']" + value))
        .isEqualTo("465");
    assertThat(answer.body())
        .isEqualTo(get("/apple.mobileconfig?emailaddress=al%26ice@example.test").body());
    assertThat(get("/apple.mobileconfig").status()).isEqualTo(400);
  }

  @Test
  void tellsNothingElse() {
    assertThat(get("/autodiscover/autodiscover.json").status()).isEqualTo(401);
    assertThat(get("/mail/").status()).isEqualTo(401);
  }
}
