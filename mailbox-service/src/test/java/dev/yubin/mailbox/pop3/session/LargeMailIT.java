package dev.yubin.mailbox.pop3.session;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.mail.AcceptedMail;
import dev.yubin.mailbox.MailListeners;
import dev.yubin.mailbox.RunningMailboxService;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LargeMailIT {
  private static final String ADDRESS = "large@example.test";
  private static RunningMailboxService service;

  @BeforeAll
  static void start() {
    service = RunningMailboxService.start();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void passesAMailOfManyChunksOctetByOctet() throws Exception {
    StoredMails mails = StoredMails.of(service);
    mails.createAccount(ADDRESS);
    String prefix = "Return-Path: <a@remote.test>\r\n";
    String content = content(3 * AcceptedMail.CHUNK_SIZE + 4711);
    mails.add(ADDRESS, prefix, content.getBytes(ISO_8859_1));

    try (Pop3Client client =
        new Pop3Client(service.bean(MailListeners.class).addresses("pop3", false).getFirst())) {
      client.send("USER " + ADDRESS + "\r\nPASS " + StoredMails.PASSWORD + "\r\nRETR 1\r\n");
      client.line();
      client.line();
      client.line();
      assertThat(client.line()).isEqualTo("+OK " + (prefix + content).length() + " octets");
      StringBuilder received = new StringBuilder();
      for (String line = client.line(); !".".equals(line); line = client.line()) {
        received.append(String.valueOf(line).replaceFirst("^\\.", "")).append("\r\n");
      }
      assertThat(received.toString()).isEqualTo(prefix + content);
    }
  }

  /// Short lines, so that many of those that begin with a dot stand at the edge of a chunk.
  private static String content(int octets) {
    Random random = new Random(1);
    StringBuilder content = new StringBuilder("Subject: x\r\n\r\n");
    while (content.length() < octets - 2) {
      content.append(random.nextInt(4) == 0 ? "\r\n." : random.nextInt(3) == 0 ? "\r\n" : "x");
    }
    return content.substring(0, octets - 2).replaceAll("\r$", "x") + "\r\n";
  }
}
