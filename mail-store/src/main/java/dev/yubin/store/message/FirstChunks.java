package dev.yubin.store.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Reads the octets of small mails ahead, many in one question, within a bound of memory.
public final class FirstChunks {
  private static final int AHEAD = 512 * 1024;

  /// A chunk larger than this is read when its turn has come, and only what is asked of it.
  private static final int SMALL = 128 * 1024;

  private final MailOctets octets;
  private final List<StoredMessage> page;
  private final Predicate<StoredMessage> wanted;
  private Map<UUID, byte[]> chunks = Map.of();
  private int readUpTo;

  /// @param page read with [Column#CHUNKS]
  /// @param wanted the messages of which octets will be read
  public FirstChunks(MailOctets octets, List<StoredMessage> page, Predicate<StoredMessage> wanted) {
    this.octets = octets;
    this.page = page;
    this.wanted = wanted;
  }

  /// The first chunk of a message's mail, null when it was not read ahead.
  ///
  /// @param index in the page; ascends from call to call
  public byte @Nullable [] of(int index) {
    if (!isWanted(page.get(index))) {
      return null;
    }
    if (index >= readUpTo) {
      readAhead(index);
    }
    return chunks.get(page.get(index).mailId());
  }

  private void readAhead(int from) {
    List<UUID> mails = new ArrayList<>();
    long sum = 0;
    int i = from;
    for (; i < page.size() && sum < AHEAD; i++) {
      if (isWanted(page.get(i))) {
        mails.add(page.get(i).mailId());
        sum += page.get(i).mail().firstChunkSize();
      }
    }
    readUpTo = i;
    chunks = octets.firstChunks(mails);
  }

  private boolean isWanted(StoredMessage message) {
    int size = message.mail().firstChunkSize();
    return size > 0 && size <= SMALL && wanted.test(message);
  }
}
