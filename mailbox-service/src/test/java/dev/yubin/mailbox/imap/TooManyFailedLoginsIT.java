package dev.yubin.mailbox.imap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.embedded.TestBackends;
import dev.yubin.mail.EmailAddress;
import dev.yubin.mailbox.MailListeners;
import dev.yubin.mailbox.RunningMailboxService;
import dev.yubin.store.account.Accounts;
import dev.yubin.store.account.Domains;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class TooManyFailedLoginsIT {
  private static final String LIMIT = "yubin.login.failures-per-account=3";

  @Test
  void endTheSessionWhicheverInstanceCountedThem() throws IOException {
    TestBackends.Database database = TestBackends.postgres();
    String kafka = TestBackends.kafka();
    try (var one = RunningMailboxService.start(database, kafka, LIMIT);
        var other = RunningMailboxService.start(database, kafka, LIMIT)) {
      one.bean(Domains.class).create("example.test");
      one.bean(Accounts.class).create(EmailAddress.of("alice@example.test"), "yubin-demo", null);
      for (RunningMailboxService instance : new RunningMailboxService[] {one, other, one}) {
        try (ImapClient client = connect(instance)) {
          assertThat(client.command("LOGIN alice@example.test wrong"))
              .containsExactly("NO [AUTHENTICATIONFAILED] Name or password is wrong");
        }
      }
      try (ImapClient client = connect(other)) {
        List<String> answer = client.command("LOGIN alice@example.test yubin-demo");
        assertThat(answer).hasSize(2);
        assertThat(answer.getFirst()).startsWith("* BYE Too many failed logins, try again in ");
        // RFC 5530 §3.
        assertThat(answer.getLast()).startsWith("NO [LIMIT] Too many failed logins, try again in ");
        assertThat(client.isClosedByServer()).isTrue();
      }
    }
  }

  private static ImapClient connect(RunningMailboxService instance) throws IOException {
    ImapClient client =
        new ImapClient(instance.bean(MailListeners.class).addresses("imap", false).getFirst());
    client.line();
    return client;
  }
}
