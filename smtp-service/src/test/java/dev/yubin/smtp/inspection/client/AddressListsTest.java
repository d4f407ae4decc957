package dev.yubin.smtp.inspection.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.yubin.dns.DnsRecords;
import dev.yubin.dns.RecordType;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AddressListsTest {
  private static final InetAddress CLIENT = InetAddress.ofLiteral("192.0.2.99");
  private static final AddressList LIST = list();

  private final TestZone dns =
      new TestZone()
          .with(RecordType.A, "2.0.0.127.bl.test", "127.0.0.2")
          .with(RecordType.A, "99.2.0.192.bl.test", "127.0.0.4")
          .with(RecordType.TXT, "99.2.0.192.bl.test", "See https://bl.test/\r\n250 ok");
  private Instant now = Instant.EPOCH;

  // RFC 5782 §2.1
  @Test
  void findsAClientWithItsReason() {
    assertThat(lists(LIST).find(CLIENT))
        .containsExactly(new Listing(LIST, "127.0.0.4", "See https://bl.test/??250 ok"));
    assertThat(lists(LIST).find(InetAddress.ofLiteral("192.0.2.98"))).isEmpty();
  }

  // RFC 5782 §2.4
  @Test
  void asksForAnIpv6ClientInNibbles() {
    dns.with(
        RecordType.A,
        "1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.bl.test",
        "127.0.0.2");

    assertThat(lists(LIST).find(InetAddress.ofLiteral("2001:db8::1"))).hasSize(1);
  }

  @Test
  void ignoresAnswersThatAreNoEntries() {
    dns.with(RecordType.A, "99.2.0.192.bl.test", "203.0.113.7");

    assertThat(lists(LIST).find(CLIENT)).isEmpty();
  }

  @Test
  void countsTheCodesThatWereChosenAlone() {
    assertThat(lists(list("127.0.0.4")).find(CLIENT)).hasSize(1);
    assertThat(lists(list("127.0.0.10")).find(CLIENT)).isEmpty();
  }

  // RFC 5782 §5
  @Test
  void ignoresAListThatHasEveryAddress() {
    dns.with(RecordType.A, "1.0.0.127.bl.test", "127.0.0.2");

    assertThat(lists(LIST).find(CLIENT)).isEmpty();
  }

  // RFC 5782 §5
  @Test
  void ignoresAListThatHasNoAddress() {
    dns.without(RecordType.A, "2.0.0.127.bl.test");

    assertThat(lists(LIST).find(CLIENT)).isEmpty();
  }

  @Test
  void checksAListAgainAfterAWhile() {
    dns.failing(RecordType.A, "2.0.0.127.bl.test");
    AddressLists lists = lists(LIST);
    assertThat(lists.find(CLIENT)).isEmpty();

    dns.with(RecordType.A, "2.0.0.127.bl.test", "127.0.0.2");
    assertThat(lists.find(CLIENT)).isEmpty();
    now = now.plus(Duration.ofMinutes(6));
    assertThat(lists.find(CLIENT)).hasSize(1);

    dns.with(RecordType.A, "1.0.0.127.bl.test", "127.0.0.2");
    assertThat(lists.find(CLIENT)).hasSize(1);
    now = now.plus(Duration.ofMinutes(31));
    assertThat(lists.find(CLIENT)).isEmpty();
  }

  /// Each list answers only when the other is being asked, too.
  @Test
  void asksAllListsAtTheSameTime() {
    CountDownLatch asked = new CountDownLatch(2);
    DnsRecords together =
        (type, name) -> {
          if (type == RecordType.A && name.startsWith("99.2.0.192.")) {
            asked.countDown();
            await(asked);
          }
          return dns.find(type, name.replace("other.test", "bl.test"));
        };
    AddressList other =
        new AddressList("other.test", AddressList.Kind.BLOCK, AddressList.Action.MARK, List.of());
    assertThat(new AddressLists(together, List.of(LIST, other), () -> now).find(CLIENT))
        .extracting(Listing::list)
        .containsExactly(LIST, other);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void refusesAZoneThatIsNoDomain() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new AddressList(
                    "bl test", AddressList.Kind.BLOCK, AddressList.Action.MARK, List.of()))
        .withMessage(
            "yubin.smtp.inspection.lists.zone=bl test must be a domain like zen.spamhaus.org");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> list("4"))
        .withMessage("yubin.smtp.inspection.lists.codes=4 must be an address like 127.0.0.2");
  }

  private AddressLists lists(AddressList list) {
    return new AddressLists(dns, List.of(list), () -> now);
  }

  private static AddressList list(String... codes) {
    return new AddressList(
        "bl.test", AddressList.Kind.BLOCK, AddressList.Action.REJECT, List.of(codes));
  }
}
