package dev.yubin.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.yubin.testing.dns.DnsZone;
import dev.yubin.testing.dns.ScriptedDnsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Mail to and from the server that most of our peers run. Only where Postfix is installed, and as
/// root.
class PostfixIT {
  private static ScriptedDnsServer dns;
  private static FourServices services;
  private static Postfix postfix;

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    assumeTrue(Postfix.isThere(), "Postfix is installed, and this is root");
    int port = freePort();
    dns = ScriptedDnsServer.serving(DnsZone.of("neighbour.test", "@ MX 10 mx\nmx A 127.0.0.4\n"));
    services =
        FourServices.start(
            directory,
            "256m",
            Map.of(
                "yubin.dns.upstreams", dns.upstream(),
                "yubin.delivery.remote-port", Integer.toString(port)));
    services.createDomain("example.test");
    services.createAccount("alice@example.test");
    postfix = Postfix.start(directory, port, services.port("smtp"));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.4"))) {
      return socket.getLocalPort();
    }
  }

  @AfterAll
  static void stop() throws IOException {
    if (services != null) {
      services.close();
      dns.close();
    }
    if (postfix != null) {
      postfix.close();
    }
  }

  @Test
  void takesMailFromPostfixUnderTls() throws IOException {
    try (LineClient smtp = postfix.connect()) {
      smtp.smtpReply();
      smtp.smtp("EHLO client.test", "250");
      transaction(smtp, "a@neighbour.test", "alice@example.test", mail("a@neighbour.test", "In"));
    }

    assertThat(awaitMail("Subject: In"))
        .contains("from mx.neighbour.test ([127.0.0.4])", "with ESMTPS", "\r\n.dot\r\n");
  }

  @Test
  void sendsMailToPostfixWhichForwardsItBackToUs() throws IOException {
    try (LineClient smtp = services.connect("submission")) {
      smtp.smtpReply();
      smtp.smtp("EHLO laptop", "250");
      smtp.smtp("STARTTLS", "220");
      smtp.startTls();
      smtp.smtp("EHLO laptop", "250");
      String login = "\0alice@example.test\0" + FourServices.PASSWORD;
      smtp.smtp("AUTH PLAIN " + Base64.getEncoder().encodeToString(login.getBytes(UTF_8)), "235");
      transaction(
          smtp,
          "alice@example.test",
          "friend@neighbour.test",
          mail("alice@example.test", "There and back"));
    }

    assertThat(awaitMail("Subject: There and back"))
        .contains("by mx.neighbour.test (Postfix)", "with ESMTPSA", "\r\n.dot\r\n");
  }

  private static String mail(String from, String subject) {
    return "From: <%s>\r\nSubject: %s\r\n\r\n.dot\r\nend\r\n".formatted(from, subject);
  }

  private static void transaction(LineClient smtp, String from, String to, String mail)
      throws IOException {
    smtp.smtp("MAIL FROM:<" + from + ">", "250");
    smtp.smtp("RCPT TO:<" + to + ">", "250");
    smtp.smtp("DATA", "354");
    smtp.sendOctets(mail.replaceAll("(?m)^\\.", "..").getBytes(ISO_8859_1));
    smtp.smtp(".", "250 2.0.0");
    smtp.smtp("QUIT", "221");
  }

  private static String awaitMail(String words) {
    return await().atMost(Duration.ofSeconds(60)).until(() -> find(words), mail -> !mail.isEmpty());
  }

  private static String find(String words) throws IOException {
    try (LineClient pop3 = services.connect("pop3")) {
      pop3.readLine();
      pop3.send("USER alice@example.test");
      assertThat(pop3.readLine()).startsWith("+OK");
      pop3.send("PASS " + FourServices.PASSWORD);
      assertThat(pop3.readLine()).startsWith("+OK");
      pop3.send("STAT");
      int count = Integer.parseInt(pop3.readLine().split(" ")[1]);
      for (int number = 1; number <= count; number++) {
        String mail = new String(pop3.pop3Retrieve(number), ISO_8859_1);
        if (mail.contains(words)) {
          return mail;
        }
      }
      return "";
    }
  }
}
