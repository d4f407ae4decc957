package dev.yubin.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.yubin.testing.dns.DnsZone;
import dev.yubin.testing.dns.ScriptedDnsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
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
      smtp.transaction("a@neighbour.test", "alice@example.test", mail("a@neighbour.test", "In"));
    }

    assertThat(services.awaitMail("alice@example.test", "Subject: In"))
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
      smtp.transaction(
          "alice@example.test",
          "friend@neighbour.test",
          mail("alice@example.test", "There and back"));
    }

    assertThat(services.awaitMail("alice@example.test", "Subject: There and back"))
        .contains("by mx.neighbour.test (Postfix)", "with ESMTPSA", "\r\n.dot\r\n");
  }

  private static String mail(String from, String subject) {
    return "From: <%s>\r\nSubject: %s\r\n\r\n.dot\r\nend\r\n".formatted(from, subject);
  }
}
