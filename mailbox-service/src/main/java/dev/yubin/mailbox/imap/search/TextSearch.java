package dev.yubin.mailbox.imap.search;

import dev.yubin.mailbox.imap.command.SearchKey;
import dev.yubin.mailbox.imap.objectid.ThreadId;
import dev.yubin.mime.HeaderFields;
import dev.yubin.store.mailbox.MailboxKey;
import dev.yubin.store.message.Column;
import dev.yubin.store.message.FirstChunks;
import dev.yubin.store.message.MailOctets;
import dev.yubin.store.message.Messages;
import dev.yubin.store.message.StoredMessage;
import dev.yubin.store.message.UidSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Looks for a text in the headers and bodies of messages, one after the other.
public final class TextSearch {
  private static final int PAGE = 500;
  private static final Set<Column> OF_HEADER = EnumSet.of(Column.HEADER, Column.CHUNKS);
  private static final Set<Column> OF_BODY =
      EnumSet.of(Column.HEADER, Column.STRUCTURE, Column.CHUNKS);

  private final Messages messages;
  private final MailOctets octets;
  private final Progress progress;

  public TextSearch(Messages messages, MailOctets octets, Progress progress) {
    this.messages = messages;
    this.octets = octets;
    this.progress = progress;
  }

  /// @param key one of those that look at texts
  UidSet find(MailboxKey mailbox, UidSet candidates, SearchKey key) throws IOException {
    boolean ofHeader = key instanceof SearchKey.Header || key instanceof SearchKey.ThreadId;
    UidSet.Builder found = new UidSet.Builder();
    long done = 0;
    UidSet rest = candidates;
    while (!rest.isEmpty()) {
      UidSet asked = rest.lowest(PAGE);
      List<StoredMessage> page = messages.page(mailbox, asked, ofHeader ? OF_HEADER : OF_BODY);
      FirstChunks chunks =
          new FirstChunks(octets, page, m -> !ofHeader || m.mail().header() == null);
      for (int i = 0; i < page.size(); i++) {
        if (matches(key, page.get(i), chunks.of(i))) {
          found.add(page.get(i).uid());
        }
        progress.at(++done, candidates.size());
      }
      rest = page.isEmpty() ? rest.minus(asked) : rest.after(page.getLast().uid());
    }
    return found.build();
  }

  private boolean matches(SearchKey key, StoredMessage message, byte @Nullable [] firstChunk)
      throws IOException {
    MailText mail = new MailText(message, firstChunk, octets);
    return switch (key) {
      case SearchKey.Header header ->
          inFields(
              new HeaderFields(MailHeaders.of(message, firstChunk, octets)).all(header.field()),
              header.text());
      case SearchKey.ThreadId thread ->
          ThreadId.of(
                  new HeaderFields(MailHeaders.of(message, firstChunk, octets)), message.mailId())
              .equals(thread.id());
      case SearchKey.Body body -> mail.bodyContains(new Needle(body.text()));
      case SearchKey.Text text -> {
        Needle needle = new Needle(text.text());
        String header =
            new String(MailHeaders.of(message, firstChunk, octets), StandardCharsets.ISO_8859_1);
        yield needle.isIn(EncodedWords.decode(MailText.unfolded(header)))
            || mail.bodyContains(needle);
      }
      default -> throw new IllegalArgumentException("Not about texts: " + key);
    };
  }

  /// RFC 9051 §6.4.4: the empty text is in every field that there is.
  private static boolean inFields(List<String> values, String text) {
    Needle needle = new Needle(text);
    return values.stream().anyMatch(value -> needle.isIn(EncodedWords.decode(value)));
  }
}
