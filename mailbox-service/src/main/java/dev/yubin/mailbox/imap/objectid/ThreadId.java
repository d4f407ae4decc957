package dev.yubin.mailbox.imap.objectid;

import dev.yubin.mime.HeaderFields;
import dev.yubin.mime.MessageIds;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/// THREADID (RFC 8474 §5.2): a digest of the mail that the thread began with, as far as a mail
/// itself tells: by References, else In-Reply-To, else it began the thread. Two mails may thus be
/// one thread to THREAD (RFC 5256) and two here; but what is told of a mail never changes.
public final class ThreadId {
  private static final int OCTETS = 16;

  private ThreadId() {}

  /// @param mail its id, for a mail that names no other and not itself
  public static String of(HeaderFields header, UUID mail) {
    for (String field : List.of("references", "in-reply-to", "message-id")) {
      List<String> ids = MessageIds.of(header.first(field).orElse(""));
      if (!ids.isEmpty()) {
        return of(ids.getFirst());
      }
    }
    return of(mail.toString());
  }

  private static String of(String id) {
    return "T" + Digests.hex(id.getBytes(StandardCharsets.UTF_8), OCTETS);
  }
}
