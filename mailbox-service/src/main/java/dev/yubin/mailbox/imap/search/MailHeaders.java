package dev.yubin.mailbox.imap.search;

import dev.yubin.mime.HeaderFields;
import dev.yubin.mime.MimeScanner;
import dev.yubin.store.mailbox.MailboxKey;
import dev.yubin.store.message.Column;
import dev.yubin.store.message.FirstChunks;
import dev.yubin.store.message.MailOctets;
import dev.yubin.store.message.Messages;
import dev.yubin.store.message.StoredMessage;
import dev.yubin.store.message.UidSet;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Reads the headers and dates of messages, one after the other.
public final class MailHeaders {
  private static final int PAGE = 500;
  private static final Set<Column> COLUMNS =
      EnumSet.of(Column.HEADER, Column.CHUNKS, Column.SENT_AT);

  private final Messages messages;
  private final MailOctets octets;

  public MailHeaders(Messages messages, MailOctets octets) {
    this.messages = messages;
    this.octets = octets;
  }

  /// Gives each message that there still is to a reader, in the order of UIDs.
  public void read(MailboxKey mailbox, UidSet uids, BiConsumer<StoredMessage, HeaderFields> reader)
      throws IOException {
    UidSet rest = uids;
    while (!rest.isEmpty()) {
      UidSet asked = rest.lowest(PAGE);
      List<StoredMessage> page = messages.page(mailbox, asked, COLUMNS);
      FirstChunks chunks = new FirstChunks(octets, page, m -> m.mail().header() == null);
      for (int i = 0; i < page.size(); i++) {
        StoredMessage message = page.get(i);
        reader.accept(message, new HeaderFields(of(message, chunks.of(i), octets)));
      }
      rest = page.isEmpty() ? rest.minus(asked) : rest.after(page.getLast().uid());
    }
  }

  /// The header with the recipient's own lines, at most as much as the scanner looks at.
  public static byte[] of(StoredMessage message, byte @Nullable [] firstChunk, MailOctets octets)
      throws IOException {
    byte[] kept = message.mail().header();
    if (kept == null) {
      long length = Math.min(message.size(), MimeScanner.MAX_HEADER);
      try (InputStream in = octets.open(message, firstChunk, 0, length)) {
        return in.readAllBytes();
      }
    }
    byte[] header = Arrays.copyOf(message.prefix(), message.prefix().length + kept.length);
    System.arraycopy(kept, 0, header, message.prefix().length, kept.length);
    return header;
  }
}
