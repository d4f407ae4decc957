package dev.yubin.smtp.recipient;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.directory.AddressMatching;
import dev.yubin.directory.DirectoryEntry;
import dev.yubin.mail.EmailAddress;
import dev.yubin.topic.TopicJson;
import dev.yubin.topic.Topics;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DirectoryTest {
  private final Directory directory = new Directory(new AddressMatching("+"));

  @BeforeEach
  void fill() {
    put(new DirectoryEntry.Domain("a.test"));
    put(new DirectoryEntry.Account(1, "ann@a.test"));
  }

  private void put(DirectoryEntry entry) {
    directory.apply(
        new ConsumerRecord<>(Topics.DIRECTORY, 0, 0, entry.key(), TopicJson.encode(entry)));
  }

  private void alias(String address, String... targets) {
    put(new DirectoryEntry.Alias(address, List.of(targets)));
  }

  private boolean leadsOut(String address) {
    return directory.leadsOut(EmailAddress.of(address));
  }

  @Test
  void knowsAliasesThatLeadToOtherHosts() {
    alias("away@a.test", "ann@a.test", "ann@elsewhere.test");
    alias("by-way@a.test", "away@a.test");
    assertThat(leadsOut("away@a.test")).isTrue();
    assertThat(leadsOut("By-Way@a.test")).isTrue();
  }

  @Test
  void knowsThatAllOthersStay() {
    alias("here@a.test", "ann@a.test");
    assertThat(leadsOut("ann@a.test")).isFalse();
    assertThat(leadsOut("here@a.test")).isFalse();
    assertThat(leadsOut("nobody@a.test")).isFalse();
  }

  @Test
  void knowsWhatABackupMxForwards() {
    put(new DirectoryEntry.Domain("backed.test", DirectoryEntry.Domain.Kind.RELAY));
    alias("by-way@a.test", "ann@backed.test");
    assertThat(leadsOut("by-way@a.test")).isTrue();
    assertThat(leadsOut("ann@backed.test")).isFalse();
  }

  @Test
  void findsWhoGetsTheMailOfDetailsAndCatchAlls() {
    alias("@b.test", "ann@a.test");
    EmailAddress ann = EmailAddress.of("ann@a.test");
    assertThat(directory.belongsTo(EmailAddress.of("ann+x@a.test"), ann)).isTrue();
    assertThat(directory.belongsTo(EmailAddress.of("whoever@b.test"), ann)).isTrue();
    assertThat(directory.belongsTo(EmailAddress.of("anna@a.test"), ann)).isFalse();
  }

  @Test
  void followsNoCircleForEver() {
    alias("one@a.test", "two@a.test");
    alias("two@a.test", "one@a.test");
    assertThat(leadsOut("one@a.test")).isFalse();
    alias("two@a.test", "one@a.test", "ann@elsewhere.test");
    assertThat(leadsOut("one@a.test")).isTrue();
  }
}
