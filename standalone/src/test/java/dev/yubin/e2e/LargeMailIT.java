package dev.yubin.e2e;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Memory does not grow with a mail: a process that holds one whole ends with an OutOfMemoryError.
class LargeMailIT {
  private static final int LINE = 76;
  /// With the header just below 50 MB.
  private static final int LINES = (50 * 1024 * 1024 - 100) / (LINE + 2);
  private static final Duration SOON = Duration.ofMinutes(2);

  @Test
  void passesFiftyMegabytesThroughHeapsOf128(@TempDir Path directory) throws Exception {
    try (FourServices services = start(directory, "128m")) {
      String sent = send(services, 'a');

      assertThat(retrieve(services, 1)).isEqualTo(sent);
      assertThat(fetch(services, 1)).isEqualTo(sent);
      refusesWhatIsOverTheLimit(services);
    }
  }

  @Test
  void passesTenAtOnceThroughHeapsOf256(@TempDir Path directory) throws Exception {
    try (FourServices services = start(directory, "256m")) {
      List<String> sent = new ArrayList<>();
      try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
        List<Future<String>> digests = new ArrayList<>();
        for (char mark = 'a'; mark < 'a' + 10; mark++) {
          char body = mark;
          digests.add(senders.submit(() -> send(services, body)));
        }
        for (Future<String> digest : digests) {
          sent.add(digest.get());
        }
      }

      List<String> stored = new ArrayList<>();
      for (int number = 1; number <= 10; number++) {
        stored.add(retrieve(services, number));
      }
      assertThat(stored).containsExactlyInAnyOrderElementsOf(sent);
    } catch (ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  private static FourServices start(Path directory, String heap) throws Exception {
    FourServices services = FourServices.start(directory, heap, Map.of());
    services.createDomain("example.test");
    services.createAccount("alice@example.test");
    return services;
  }

  /// @return the digest of the body
  private static String send(FourServices services, char mark) throws IOException {
    MessageDigest digest = sha256();
    byte[] line = (Character.toString(mark).repeat(LINE) + "\r\n").getBytes(US_ASCII);
    try (LineClient smtp = services.connect("smtp")) {
      smtp.smtpReply();
      smtp.smtp("EHLO client.test", "250");
      smtp.smtp("MAIL FROM:<a@remote.test> SIZE=" + (long) LINES * line.length, "250");
      smtp.smtp("RCPT TO:<alice@example.test>", "250");
      smtp.smtp("DATA", "354");
      smtp.send("Subject: large");
      smtp.send("");
      for (int i = 0; i < LINES; i++) {
        digest.update(line);
        smtp.sendOctets(line);
      }
      smtp.smtp(".", "250 2.0.0");
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static String retrieve(FourServices services, int number) {
    return await()
        .atMost(SOON)
        .until(() -> tryRetrieve(services, number), digest -> !digest.isEmpty());
  }

  private static String tryRetrieve(FourServices services, int number) throws IOException {
    try (LineClient pop3 = services.connect("pop3")) {
      pop3.readLine();
      pop3.send("USER alice@example.test");
      pop3.readLine();
      pop3.send("PASS " + FourServices.PASSWORD);
      assertThat(pop3.readLine()).startsWith("+OK");
      pop3.send("RETR " + number);
      if (!pop3.readLine().startsWith("+OK")) {
        return "";
      }
      return digestOfBody(pop3, ".");
    }
  }

  private static String fetch(FourServices services, int number) throws IOException {
    try (LineClient imap = services.connect("imap")) {
      imap.readLine();
      imap.imap("LOGIN alice@example.test \"" + FourServices.PASSWORD + "\"");
      imap.imap("SELECT INBOX");
      imap.send("t FETCH " + number + " BODY.PEEK[]");
      imap.readLine();
      return digestOfBody(imap, ")");
    }
  }

  /// Digests the lines behind the first empty one.
  private static String digestOfBody(LineClient client, String end) throws IOException {
    MessageDigest digest = sha256();
    while (!client.readLine().isEmpty()) {
      // Header fields.
    }
    for (String line = client.readLine(); !line.equals(end); line = client.readLine()) {
      digest.update((line + "\r\n").getBytes(US_ASCII));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void refusesWhatIsOverTheLimit(FourServices services) throws IOException {
    try (LineClient smtp = services.connect("smtp")) {
      smtp.smtpReply();
      smtp.smtp("EHLO client.test", "250");
      smtp.smtp("MAIL FROM:<a@remote.test> SIZE=60000000", "552 5.3.4");
      smtp.smtp("MAIL FROM:<a@remote.test>", "250");
      smtp.smtp("RCPT TO:<alice@example.test>", "250");
      smtp.smtp("DATA", "354");
      byte[] line = ("x".repeat(LINE) + "\r\n").getBytes(US_ASCII);
      for (long octets = 0; octets < 53L * 1024 * 1024; octets += line.length) {
        smtp.sendOctets(line);
      }
      smtp.smtp(".", "552 5.3.4");
      smtp.smtp("NOOP", "250");
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
