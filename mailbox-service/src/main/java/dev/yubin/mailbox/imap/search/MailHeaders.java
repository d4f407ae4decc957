package dev.yubin.mailbox.imap.search;

import dev.yubin.mime.MimeScanner;
import dev.yubin.store.message.MailOctets;
import dev.yubin.store.message.StoredMessage;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The headers of mails.
public final class MailHeaders {
  private MailHeaders() {}

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
