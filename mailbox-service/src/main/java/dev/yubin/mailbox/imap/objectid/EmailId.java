package dev.yubin.mailbox.imap.objectid;

import dev.yubin.store.message.Condition;
import dev.yubin.store.message.StoredMessage;
import java.math.BigInteger;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// EMAILID (RFC 8474 §5.1): the id of the mail, and a digest of the lines before it. A mail that
/// came twice, to two addresses of one account, is two contents.
public final class EmailId {
  private static final Pattern ID = Pattern.compile("M([0-9a-f]{32})(?:-([0-9a-f]{16}))?");

  private EmailId() {}

  public static String of(StoredMessage message) {
    String mail = "M" + message.mailId().toString().replace("-", "");
    byte[] prefix = message.prefix();
    return prefix.length == 0 ? mail : mail + "-" + Digests.hex(prefix, 8);
  }

  /// Messages with an id. One that none can have is of none.
  public static Condition condition(String id) {
    Matcher parts = ID.matcher(id);
    if (!parts.matches()) {
      return Condition.FALSE;
    }
    BigInteger mail = new BigInteger(parts.group(1), 16);
    UUID uuid = new UUID(mail.shiftRight(64).longValue(), mail.longValue());
    return parts.group(2) == null
        ? Condition.content(uuid)
        : Condition.content(uuid, parts.group(2));
  }
}
