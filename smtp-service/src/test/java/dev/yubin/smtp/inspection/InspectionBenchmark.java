package dev.yubin.smtp.inspection;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.yubin.dns.DnsAnswer;
import dev.yubin.dns.DnsRecords;
import dev.yubin.dns.DnssecState;
import dev.yubin.mail.EmailAddress;
import dev.yubin.mail.MailId;
import dev.yubin.mail.MailPublisher;
import dev.yubin.smtp.content.ArrivalMemory;
import dev.yubin.smtp.content.DataScanner;
import dev.yubin.smtp.content.Examination;
import dev.yubin.smtp.content.HeaderField;
import dev.yubin.smtp.content.IncomingMail;
import dev.yubin.smtp.content.Judgement;
import dev.yubin.smtp.content.Unexamined;
import dev.yubin.smtp.inspection.arc.ArcSealer;
import dev.yubin.smtp.signing.SubmissionSigning;
import dev.yubin.smtp.signing.TestKeys;
import java.net.InetAddress;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// What a mail costs from its first octet to the judgement, one after the other and with a DNS
/// that answers at once:
///
///     java -cp … dev.yubin.smtp.inspection.InspectionBenchmark
///
/// Prints microseconds a mail of 4 and of 50 KiB: read and its header gathered alone; judged by
/// SPF, DKIM, DMARC and ARC, which verifies three RSA signatures; signed by one RSA key of
/// 2,048 bits; and judged and sealed.
final class InspectionBenchmark {
  private static final String DOMAIN = "example.test";
  private static final Duration WARM_UP = Duration.ofSeconds(5);
  private static final Duration MEASURED = Duration.ofSeconds(5);
  private static final Map<String, String> RECORDS =
      Map.of(
          "PTR 1.2.0.192.in-addr.arpa", "mta.example.test",
          "A mta.example.test", "192.0.2.1",
          "TXT example.test", "v=spf1 ip4:192.0.2.1 -all",
          "TXT _dmarc.example.test", "v=DMARC1; p=reject",
          "TXT s1._domainkey.example.test", TestKeys.RECORD);
  private static final DnsRecords DNS =
      (type, name) -> {
        String value = RECORDS.get(type + " " + name);
        Duration ttl = Duration.ofMinutes(5);
        return value == null
            ? new DnsAnswer.NoSuchDomain(ttl)
            : new DnsAnswer.Found(List.of(value), DnssecState.INSECURE, ttl);
      };
  private static final Sender SENDER =
      new Sender(
          InetAddress.ofLiteral("192.0.2.1"),
          "mta.example.test",
          Optional.of(EmailAddress.of("ann@example.test")));

  private final MailPublisher publisher =
      new MailPublisher(
          new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer()));
  private final Inspector inspector = TestInspector.of(DNS, Map.of(), "mx.example.test");
  private final ArcSealer sealer = new ArcSealer(DOMAIN, "s1", key(), InstantSource.system());

  public static void main(String[] args) throws InterruptedException {
    InspectionBenchmark benchmark = new InspectionBenchmark();
    // As sessions are.
    Thread.ofVirtual().start(() -> List.of(4, 50).forEach(benchmark::run)).join();
  }

  private void run(int kib) {
    String plain = mail(kib * 1024);
    String signed = with(plain, judge(plain, signing()));
    String sealed = with(signed, judge(signed, inspecting(Optional.of(sealer))));
    measure(kib, "read", sealed, Unexamined::new);
    measure(kib, "judged", sealed, () -> inspecting(Optional.empty()));
    measure(kib, "signed", plain, InspectionBenchmark::signing);
    measure(kib, "judged and sealed", sealed, () -> inspecting(Optional.of(sealer)));
  }

  private static PrivateKey key() {
    return TestKeys.DOMAIN_KEYS.of(DOMAIN).getFirst().privateKey();
  }

  private static Examination signing() {
    return new SubmissionSigning(TestKeys.DOMAIN_KEYS, DOMAIN::equals, InstantSource.system());
  }

  private Examination inspecting(Optional<ArcSealer> by) {
    return inspector.begin(SENDER, by);
  }

  private static String mail(int size) {
    StringBuilder mail = new StringBuilder();
    for (int hop = 0; hop < 4; hop++) {
      mail.append("Received: from mta%d.example.test ([192.0.2.1])\r\n".formatted(hop));
      mail.append("\tby mx.example.test with ESMTPS id 4711; Tue, 1 Jul 2025 10:52:37 +0200\r\n");
    }
    mail.append("Date: Tue, 1 Jul 2025 10:52:37 +0200\r\n");
    mail.append("From: Ann <ann@example.test>\r\nTo: Bob <bob@example.test>\r\n");
    mail.append("Message-ID: <4711@example.test>\r\nSubject: a mail as others are\r\n");
    mail.append("MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n");
    mail.append("X-Mailer: none\r\nList-Id: <list.example.test>\r\n\r\n");
    while (mail.length() < size) {
      mail.append("The quick  brown fox jumps over the lazy dog, and so it does again. \r\n");
    }
    return mail.toString();
  }

  private static String with(String mail, Judgement judgement) {
    return judgement.fields().stream()
        .map(HeaderField::octets)
        .map(octets -> new String(octets, ISO_8859_1))
        .collect(Collectors.joining("", "", mail));
  }

  private Judgement judge(String mail, Examination examination) {
    return judge((mail + ".\r\n").getBytes(ISO_8859_1), examination);
  }

  private Judgement judge(byte[] data, Examination examination) {
    IncomingMail mail =
        new IncomingMail(
            publisher.begin(MailId.create()),
            new ArrivalMemory(data.length).share(),
            data.length,
            UnaryOperator.identity(),
            examination);
    DataScanner.ofData(mail).scan(data, 0, data.length);
    mail.end();
    return mail.judge();
  }

  private void measure(int kib, String what, String mail, Supplier<Examination> examination) {
    byte[] data = (mail + ".\r\n").getBytes(ISO_8859_1);
    check(judge(data, examination.get()));
    repeat(data, examination, WARM_UP);
    System.out.printf(
        Locale.ROOT, "%2d KiB %s: %.0f µs%n", kib, what, repeat(data, examination, MEASURED));
  }

  /// What fails early would be cheap.
  private static void check(Judgement judgement) {
    String results = with("", judgement);
    if (results.contains("=fail") || judgement.refusal().isPresent()) {
      throw new IllegalStateException(results);
    }
  }

  /// @return microseconds a mail
  private double repeat(byte[] data, Supplier<Examination> examination, Duration time) {
    long begun = System.nanoTime();
    long mails = 0;
    long taken = 0;
    while (taken < time.toNanos()) {
      judge(data, examination.get());
      mails++;
      taken = System.nanoTime() - begun;
    }
    return taken / 1_000.0 / mails;
  }
}
