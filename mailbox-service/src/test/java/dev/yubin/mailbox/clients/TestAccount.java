package dev.yubin.mailbox.clients;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.mail.EmailAddress;
import dev.yubin.mailbox.RunningMailboxService;
import dev.yubin.store.account.Accounts;
import dev.yubin.store.account.Domains;
import dev.yubin.store.mailbox.Mailbox;
import dev.yubin.store.mailbox.MailboxKey;
import dev.yubin.store.mailbox.Mailboxes;
import dev.yubin.store.message.Column;
import dev.yubin.store.message.Flags;
import dev.yubin.store.message.MailOctets;
import dev.yubin.store.message.MailWriter;
import dev.yubin.store.message.MessageEdits;
import dev.yubin.store.message.Messages;
import dev.yubin.store.message.StoredMessage;
import dev.yubin.store.message.UidSet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/// An account whose mail is looked at in the database, not by a protocol.
final class TestAccount {
  static final String PASSWORD = "yubin-demo";
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final String address;
  private final long id;
  private final Mailboxes mailboxes;
  private final Messages messages;
  private final MessageEdits edits;
  private final MailOctets octets;

  private TestAccount(String address, DataSource database) {
    this.address = address;
    this.mailboxes = new Mailboxes(database);
    this.messages = new Messages(database);
    this.edits = new MessageEdits(database);
    this.octets = new MailOctets(database);
    this.id = mailboxes.account(EmailAddress.of(address)).orElseThrow();
  }

  static TestAccount in(RunningMailboxService service) {
    String address = "user" + COUNT.incrementAndGet() + "@example.test";
    service.bean(Domains.class).create("example.test");
    service.bean(Accounts.class).create(EmailAddress.of(address), PASSWORD, null);
    return new TestAccount(address, service.bean(DataSource.class));
  }

  /// A mail as it is stored.
  ///
  /// @param flags such as `\Seen` and `$Forwarded`
  /// @param octets as characters of ISO 8859-1
  record Kept(long uid, Set<String> flags, Instant date, String octets) {
    @Override
    public String toString() {
      return "%d %s %s %.200s".formatted(uid, flags, date, octets);
    }
  }

  String address() {
    return address;
  }

  /// The mailbox is made where it is not there yet.
  void put(String mailbox, int systemFlags, Instant date, String mail) {
    MailWriter writer = edits.write();
    byte[] written = mail.getBytes(ISO_8859_1);
    writer.write(written, 0, written.length);
    assertThat(writer.finish(key(mailbox), Flags.ofSystem(systemFlags), date)).isPresent();
  }

  private MailboxKey key(String mailbox) {
    return mailboxes
        .find(id, mailbox)
        .or(() -> mailboxes.create(id, mailbox, null))
        .orElseThrow()
        .key();
  }

  Set<String> mailboxNames() {
    return mailboxes.list(id).stream()
        .map(Mailbox::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// By UID.
  List<Kept> mails(String mailbox) throws IOException {
    List<Kept> kept = new ArrayList<>();
    MailboxKey key = mailboxes.find(id, mailbox).orElseThrow().key();
    UidSet rest = UidSet.of(1, 0xffff_ffffL);
    List<StoredMessage> page = messages.page(key, rest, Set.of(Column.CHUNKS));
    while (!page.isEmpty()) {
      for (StoredMessage message : page) {
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        octets.copy(message, null, 0, message.size(), copy);
        kept.add(
            new Kept(
                message.uid(),
                new TreeSet<>(message.flags().names()),
                message.internalDate(),
                copy.toString(ISO_8859_1)));
      }
      rest = UidSet.of(page.getLast().uid() + 1, 0xffff_ffffL);
      page = messages.page(key, rest, Set.of(Column.CHUNKS));
    }
    return kept;
  }

  List<String> octets(String mailbox) throws IOException {
    return mails(mailbox).stream().map(Kept::octets).toList();
  }
}
