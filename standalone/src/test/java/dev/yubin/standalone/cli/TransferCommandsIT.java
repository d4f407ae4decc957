package dev.yubin.standalone.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.embedded.TestBackends;
import dev.yubin.mailbox.MailListeners;
import dev.yubin.mailbox.MailboxService;
import dev.yubin.standalone.transfer.FileTree;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine;

/// `import` and `export` against mailbox-service as it runs.
class TransferCommandsIT {
  private static final String PASSWORD = "s3cret";
  private static final List<String> MAILBOXES = List.of("INBOX", "Sent", "仕事", "仕事/2024 + mehr");

  @TempDir private static Path data;
  private static ConfigurableApplicationContext service;
  private static int accounts;

  @TempDir Path from;
  @TempDir Path to;

  private record Result(int exitCode, String out, String failure) {}

  @BeforeAll
  static void start() throws Exception {
    TestBackends.Database database = TestBackends.postgres();
    service =
        MailboxService.application()
            .run(
                "--server.port=0",
                "--yubin.pop3.port=0",
                "--yubin.pop3.tls-port=0",
                "--yubin.imap.port=0",
                "--yubin.imap.tls-port=0",
                "--yubin.imap.max-literal=100KB",
                "--yubin.tls.directory=" + data.resolve("tls"),
                "--yubin.hostname=localhost",
                "--yubin.admin.password=" + PASSWORD,
                "--yubin.services.secret=services-secret",
                "--spring.datasource.url=" + database.jdbcUrl(),
                "--spring.datasource.username=" + database.user(),
                "--spring.datasource.password=" + database.password(),
                "--spring.kafka.bootstrap-servers=" + TestBackends.kafka());
    Files.writeString(data.resolve("admin-password"), PASSWORD + "\n");
    run(new DomainCommand(), "", "add", "example.test");
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static String account() throws Exception {
    String address = "user" + ++accounts + "@example.test";
    run(new AccountCommand(), "password\n", "add", address, "--password-stdin");
    return address;
  }

  private static int port(boolean implicitTls) {
    return service.getBean(MailListeners.class).addresses("imap", implicitTls).getFirst().getPort();
  }

  private static Result run(Object command, String in, String... words) throws Exception {
    List<String> all = new ArrayList<>(List.of(words));
    all.add("--url=http://127.0.0.1:" + service.getEnvironment().getProperty("local.server.port"));
    all.add("--data=" + data);
    InputStream formerIn = System.in;
    PrintStream formerOut = System.out;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    StringBuilder failure = new StringBuilder();
    try {
      System.setIn(new ByteArrayInputStream(in.getBytes(UTF_8)));
      System.setOut(new PrintStream(out, true, UTF_8));
      int exitCode =
          new CommandLine(command)
              .setErr(new PrintWriter(new StringWriter()))
              .setExecutionExceptionHandler(
                  (e, line, parsed) -> {
                    failure.append(e.getMessage());
                    return 1;
                  })
              .execute(all.toArray(String[]::new));
      return new Result(exitCode, out.toString(UTF_8), failure.toString());
    } finally {
      System.setIn(formerIn);
      System.setOut(formerOut);
    }
  }

  private static Result importing(String address, String... words) throws Exception {
    return run(new ImportCommand(), "", withServer(address, words));
  }

  private static Result exporting(String address, String... words) throws Exception {
    return run(new ExportCommand(), "", withServer(address, words));
  }

  private static String[] withServer(String address, String... words) {
    List<String> all =
        new ArrayList<>(List.of(address, "--server=imap://127.0.0.1:" + port(false)));
    all.addAll(List.of(words));
    return all.toArray(String[]::new);
  }

  @Test
  void maildirsComeBackOctetByOctet() throws Exception {
    FileTree.writeMaildirs(from, MAILBOXES);
    String address = account();

    Result imported = importing(address, "--maildir=" + from);
    assertThat(imported.failure()).isEmpty();
    assertThat(imported.out())
        .contains("仕事/2024 + mehr: 7 copied, 0 there already\n")
        .endsWith("28 mails copied, in 4 mailboxes.\n");
    assertThat(importing(address, "--maildir=" + from).out())
        .contains("INBOX: 0 copied, 7 there already\n");
    assertThat(exporting(address, "--maildir=" + to).exitCode()).isZero();

    assertThat(FileTree.readMaildirs(to)).isEqualTo(FileTree.readMaildirs(from));
    assertThat(exporting(address, "--maildir=" + to).out())
        .contains("INBOX: 0 copied, 7 there already\n");
  }

  @Test
  void mboxesComeBackOctetByOctet() throws Exception {
    String mbox =
        """
        From MAILER-DAEMON Sat Feb 29 12:34:56 2020
        From: a@example.test
        Message-ID: <1@example.test>
        Status: RO
        X-Status: AFT
        X-Keywords: $Forwarded Arbeit

        >From here
        >>From there

        From MAILER-DAEMON Sun Mar  1 00:00:00 2020
        Subject: no Message-ID
        Status: O

        x

        """;
    Files.createDirectories(from.resolve("Work"));
    Files.writeString(from.resolve("INBOX.mbox"), mbox, ISO_8859_1);
    Files.writeString(from.resolve("Work/仕事.mbox"), mbox, ISO_8859_1);
    String address = account();

    importing(address, "--mbox=" + from);
    assertThat(importing(address, "--mbox=" + from).out()).contains("0 mails copied");
    Result exported = exporting(address, "--mbox=" + to);

    assertThat(exported.failure()).isEmpty();
    Map<String, String> files = FileTree.read(to);
    files.values().removeIf(String::isEmpty);
    assertThat(files).isEqualTo(FileTree.read(from));
  }

  @Test
  void anotherServersMailComesOver() throws Exception {
    FileTree.writeMaildirs(from, MAILBOXES);
    String there = account();
    String here = account();
    importing(there, "--maildir=" + from);
    String url = "--imap=imaps://%s@localhost:%d".formatted(there.replace("@", "%40"), port(true));

    Result imported =
        run(
            new ImportCommand(),
            "password\n",
            withServer(here, url, "--insecure", "--password-stdin"));
    Result again =
        run(
            new ImportCommand(),
            "password\n",
            withServer(here, url, "--insecure", "--password-stdin", "--into=Old"));
    exporting(here, "--maildir=" + to);

    assertThat(imported.failure()).isEmpty();
    assertThat(imported.out()).contains("28 mails copied");
    assertThat(again.out()).contains("Old/Sent: 7 copied");
    Map<String, String> copies = FileTree.readMaildirs(to);
    copies.keySet().removeIf(name -> name.startsWith("Old"));
    assertThat(copies).isEqualTo(FileTree.readMaildirs(from));
  }

  @Test
  void aCertificateThatNobodySignedIsRefused() throws Exception {
    String address = account();
    String url =
        "--imap=imaps://%s@localhost:%d".formatted(address.replace("@", "%40"), port(true));

    Result result =
        run(new ImportCommand(), "password\n", withServer(address, url, "--password-stdin"));

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.failure()).contains("localhost:" + port(true) + " cannot be used");
  }

  @Test
  void whatIsRefusedIsToldAndTheRestIsCopied() throws Exception {
    FileTree.writeMaildirs(from, List.of("INBOX"));
    Files.writeString(
        from.resolve("INBOX/cur/9.large:2,"), "Subject: large\n\n" + "x\n".repeat(100_000));

    Result imported = importing(account(), "--maildir=" + from);

    assertThat(imported.exitCode()).isEqualTo(1);
    assertThat(imported.out())
        .contains("INBOX: 7 copied, 0 there already, 1 not copied\n")
        .contains(
            "Not copied: INBOX, 9.large: it has 300018 octets, and the server takes 102400\n");
  }

  @Test
  void saysWhatIsWrong() throws Exception {
    assertThat(importing("nobody@example.test", "--maildir=" + from).failure())
        .contains("nobody@example.test");
    assertThat(importing(account(), "--maildir=" + from).failure())
        .startsWith("There is no Maildir in ");
    assertThat(importing(account(), "--maildir=/not/there").failure())
        .isEqualTo("/not/there is not there, or cannot be read");
    assertThat(importing(account(), "--imap=http://x").failure()).contains("imaps://user@host");
  }
}
