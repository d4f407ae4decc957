package dev.yubin.mailbox.imap.sort;

import dev.yubin.mailbox.imap.search.MailHeaders;
import dev.yubin.mime.MimeScanner;
import dev.yubin.store.mailbox.MailboxKey;
import dev.yubin.store.message.Column;
import dev.yubin.store.message.MailOctets;
import dev.yubin.store.message.Messages;
import dev.yubin.store.message.StoredMessage;
import dev.yubin.store.message.UidSet;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/// Reads messages of a mailbox one after the other, and their envelopes.
public final class MailEnvelopes {
  private static final int PAGE = 2000;

  private final Messages messages;
  private final MailOctets octets;
  private final MailboxKey mailbox;

  public MailEnvelopes(Messages messages, MailOctets octets, MailboxKey mailbox) {
    this.messages = messages;
    this.octets = octets;
    this.mailbox = mailbox;
  }

  /// What takes a message.
  @FunctionalInterface
  interface Reader {
    void read(StoredMessage message) throws IOException;
  }

  /// Gives each message that there still is to a reader, in the order of UIDs.
  void read(UidSet uids, Set<Column> columns, Reader reader) throws IOException {
    UidSet rest = uids;
    while (!rest.isEmpty()) {
      UidSet asked = rest.lowest(PAGE);
      List<StoredMessage> page = messages.page(mailbox, asked, columns);
      for (StoredMessage message : page) {
        reader.read(message);
      }
      rest = page.isEmpty() ? rest.minus(asked) : rest.after(page.getLast().uid());
    }
  }

  /// The envelope that is stored; else, as its header has it.
  StoredEnvelope envelope(StoredMessage message) throws IOException {
    byte[] stored = message.mail().envelope();
    return StoredEnvelope.of(
        stored != null ? stored : MimeScanner.scan(header(message)).envelope());
  }

  byte[] header(StoredMessage message) throws IOException {
    return MailHeaders.of(message, null, octets);
  }
}
