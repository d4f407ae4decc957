package dev.yubin.smtp.inspection;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.dns.DnsAnswer;
import dev.yubin.dns.DnsRecords;
import dev.yubin.dns.DnssecState;
import dev.yubin.mail.EmailAddress;
import dev.yubin.smtp.content.Examination;
import dev.yubin.smtp.content.HeaderField;
import dev.yubin.smtp.content.Judgement;
import dev.yubin.smtp.content.MailHeader;
import dev.yubin.smtp.inspection.client.AddressList;
import dev.yubin.smtp.inspection.client.AddressLists;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InspectorTest {
  private static final String HOSTNAME = "mx.example.test";
  private static final InspectionProperties DEFAULTS =
      new InspectionProperties(Action.MARK, Action.MARK, Action.REJECT, Action.MARK);
  private static final Map<String, String> ZONE =
      Map.of(
          "PTR 1.2.0.192.in-addr.arpa", "mta.good.test",
          "A mta.good.test", "192.0.2.1",
          "TXT good.test", "v=spf1 ip4:192.0.2.1 -all",
          "TXT _dmarc.good.test", "v=DMARC1; p=reject",
          "A 2.0.0.127.bl.test", "127.0.0.2",
          "A 66.2.0.192.bl.test", "127.0.0.2",
          "TXT 66.2.0.192.bl.test", "see https://bl.test/192.0.2.66");

  @Test
  void tellsInTheHeaderWhatWasFound() {
    Judgement judgement = inspect(DEFAULTS, "192.0.2.1", "a@good.test", "a@good.test");
    assertThat(judgement.refusal()).isEmpty();
    assertThat(judgement.fields())
        .singleElement()
        .satisfies(
            field ->
                assertThat(field.value())
                    .startsWith(HOSTNAME + ";")
                    .contains("iprev=pass", "policy.iprev=192.0.2.1")
                    .contains("spf=pass", "smtp.mailfrom=good.test")
                    .contains("dkim=none")
                    .contains("dmarc=pass", "header.from=good.test"));
  }

  @Test
  void refusesWhatTheDomainOfFromWantsRefused() {
    Judgement judgement = inspect(DEFAULTS, "192.0.2.9", "x@other.test", "a@good.test");
    assertThat(judgement.refusal())
        .hasValueSatisfying(
            reply ->
                assertThat(reply.toWire())
                    .startsWith("550 5.7.26 DMARC: good.test asks to reject"));
  }

  @Test
  void marksWhatItIsToldNotToRefuse() {
    InspectionProperties marking =
        new InspectionProperties(Action.MARK, Action.MARK, Action.MARK, Action.IGNORE);
    Judgement judgement = inspect(marking, "192.0.2.9", "a@good.test", "a@good.test");
    assertThat(judgement.refusal()).isEmpty();
    assertThat(judgement.fields().getFirst().value()).contains("spf=fail", "dmarc=fail");
  }

  @Test
  void refusesByTheReversePathWhereThatIsSet() {
    InspectionProperties strict =
        new InspectionProperties(Action.REJECT, Action.IGNORE, Action.IGNORE, Action.IGNORE);
    Judgement judgement = inspect(strict, "192.0.2.9", "a@good.test", "b@other.test");
    assertThat(judgement.refusal())
        .hasValueSatisfying(reply -> assertThat(reply.toWire()).startsWith("550 5.7.23 SPF: "));
  }

  @Test
  void refusesAListedClientAndSaysWhereToTurn() {
    Judgement judgement = inspect(DEFAULTS, "192.0.2.66", "b@other.test", "b@other.test");
    assertThat(judgement.refusal())
        .hasValueSatisfying(
            reply ->
                assertThat(reply.toWire())
                    .startsWith("554 5.7.1 Your address is listed by bl.test see https://bl.test"));
  }

  private static Judgement inspect(
      InspectionProperties properties, String client, String reversePath, String from) {
    DnsRecords records =
        (type, name) ->
            Optional.ofNullable(ZONE.get(type + " " + name))
                .<DnsAnswer>map(
                    value ->
                        new DnsAnswer.Found(
                            List.of(value), DnssecState.INSECURE, Duration.ofMinutes(1)))
                .orElse(new DnsAnswer.NoSuchDomain(Duration.ofMinutes(1)));
    InstantSource clock = InstantSource.system();
    AddressList list =
        new AddressList("bl.test", AddressList.Kind.BLOCK, AddressList.Action.REJECT, List.of());
    Inspector inspector =
        InspectionConfiguration.inspector(
            records, new AddressLists(records, List.of(list), clock), properties, HOSTNAME);
    Examination mail =
        inspector.begin(
            new Sender(InetAddress.ofLiteral(client), "client", EmailAddress.parse(reversePath)),
            Optional.empty());
    MailHeader header = new MailHeader(List.of(HeaderField.of("From: <" + from + ">\r\n")));
    mail.header(header, header);
    byte[] body = "Hello\r\n".getBytes(US_ASCII);
    mail.body(body, 0, body.length);
    return mail.judge();
  }
}
