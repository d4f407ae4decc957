package dev.yubin.mailbox.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.yubin.embedded.KafkaBroker;
import dev.yubin.embedded.TestBackends;
import dev.yubin.mail.EmailAddress;
import dev.yubin.mailbox.RunningMailboxService;
import dev.yubin.store.account.Accounts;
import dev.yubin.store.account.Domains;
import dev.yubin.topic.TailConsumers;
import dev.yubin.topic.TopicTail;
import dev.yubin.topic.Topics;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryFeedIT {

  @Test
  void givesABrokerThatKnowsNothingTheWholeDirectory(@TempDir Path directory) {
    TestBackends.Database database = TestBackends.postgres();
    try (var before = RunningMailboxService.start(database, TestBackends.kafka())) {
      before.bean(Domains.class).create("kept.test");
      before.bean(Accounts.class).create(EmailAddress.of("a@kept.test"), "yubin-demo", null);
      before.bean(DirectoryFeed.class).publishChanges();
    }

    Set<String> keys = ConcurrentHashMap.newKeySet();
    try (KafkaBroker fresh = KafkaBroker.start(directory, 0);
        var after = RunningMailboxService.start(database, fresh.bootstrapServers());
        var tail =
            new TopicTail(
                Topics.DIRECTORY,
                TopicTail.From.BEGINNING,
                after.bean(TailConsumers.class),
                record -> keys.add(record.key()))) {
      await().until(() -> keys.size() == 2);
      assertThat(keys).containsExactlyInAnyOrder("kept.test", "a@kept.test");
      await().until(tail::isCaughtUp);
    }
  }
}
