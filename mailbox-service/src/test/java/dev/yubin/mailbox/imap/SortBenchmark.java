package dev.yubin.mailbox.imap;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/// How long SORT and THREAD take in one large mailbox, each the first time and then the best of
/// five, with the time to send the answer:
///
///     java -Xmx2g -cp … dev.yubin.mailbox.imap.SortBenchmark 100000
///
/// The mails have headers of about 2 KiB, as mail of the Internet has.
final class SortBenchmark {
  private static final int TEMPLATES = 1000;
  private static final int ROUNDS = 5;
  private static final List<String> COMMANDS =
      List.of(
          "UID SORT (ARRIVAL) UTF-8 ALL",
          "UID SORT (DATE) UTF-8 ALL",
          "UID SORT (SUBJECT DATE) UTF-8 ALL",
          "UID SORT (FROM) UTF-8 ALL",
          "UID THREAD ORDEREDSUBJECT UTF-8 ALL",
          "UID THREAD REFERENCES UTF-8 ALL");

  private SortBenchmark() {}

  public static void main(String[] arguments) throws IOException {
    int mails = Integer.parseInt(arguments[0]);
    ImapFixture fixture = ImapFixture.shared();
    String user = fixture.account();
    fill(fixture, user, mails);
    try (ImapClient client = fixture.inbox(0, user)) {
      for (String command : COMMANDS) {
        double first = seconds(client, command);
        double best = Double.MAX_VALUE;
        for (int i = 0; i < ROUNDS; i++) {
          best = Math.min(best, seconds(client, command));
        }
        System.out.printf(
            Locale.ROOT, "%-40s %8.0f ms first, %8.0f ms then%n", command, first, best);
      }
    }
    System.exit(0);
  }

  private static double seconds(ImapClient client, String command) throws IOException {
    long start = System.nanoTime();
    client.ok(command);
    return (System.nanoTime() - start) / 1e6;
  }

  /// Appends some mails and multiplies them in the database.
  private static void fill(ImapFixture fixture, String user, int mails) throws IOException {
    try (ImapClient client = fixture.inbox(0, user)) {
      for (int i = 0; i < TEMPLATES; i++) {
        client.append(mail(i));
      }
    }
    long account = fixture.accountId(user);
    fixture
        .jdbc()
        .update(
            """
            create unlogged table copied as
            select m.*, n, ('01900000-' || lpad(to_hex(n), 4, '0') || '-7000-8000-'
              || lpad(to_hex(m.uid), 12, '0'))::uuid as copy
            from generate_series(1, ? - 1) n, message m where m.account_id = ?
            """,
            mails / TEMPLATES,
            account);
    fixture
        .jdbc()
        .update(
            """
            insert into mail select (jsonb_populate_record(l, jsonb_build_object('id', c.copy))).*
            from copied c join mail l on l.id = c.mail_id
            """);
    fixture
        .jdbc()
        .update(
            """
            insert into message (account_id, mailbox_id, uid, mail_id, modseq, flags,
              internal_date, size)
            select account_id, mailbox_id, uid + n * ?, copy, 1, 0, internal_date, size from copied
            """,
            TEMPLATES);
    fixture
        .jdbc()
        .update(
            "update mailbox set uid_next = ? where account_id = ? and name = 'INBOX'",
            mails + 1,
            account);
    fixture.jdbc().execute("vacuum analyze");
  }

  private static String mail(int i) {
    StringBuilder mail = new StringBuilder();
    for (int hop = 0; hop < 4; hop++) {
      mail.append("Received: from mx")
          .append(hop)
          .append(".example.org (mx.example.org [192.0.2.1])\r\n")
          .append("\tby mail.example.test (Yubin) with ESMTPS id 0123456789abcdef\r\n")
          .append("\tfor <you@example.test>; Tue, 01 Feb 1994 12:00:00 +0000\r\n");
    }
    mail.append("DKIM-Signature: v=1; a=rsa-sha256; d=example.org; s=x;\r\n\tb=")
        .append("ABCDEFGH".repeat(80))
        .append("\r\n");
    mail.append("Date: Tue, ")
        .append(1 + i % 28)
        .append(" Feb 1994 12:")
        .append(10 + i % 50)
        .append(":00 +0000\r\n");
    mail.append("From: Sender ")
        .append(i % 97)
        .append(" <s")
        .append(i % 97)
        .append("@example.org>\r\n");
    mail.append("To: You <you@example.test>\r\n");
    mail.append("Subject: ")
        .append(i % 3 == 0 ? "" : "Re: ")
        .append("=?utf-8?q?Gr=C3=BC=C3=9Fe?= ")
        .append(i % 211)
        .append("\r\n");
    mail.append("Message-ID: <").append(i).append("@example.org>\r\n");
    if (i % 3 != 0) {
      mail.append("References: <").append(i - i % 3).append("@example.org>\r\n");
    }
    return mail.append("\r\nText\r\n").toString();
  }
}
