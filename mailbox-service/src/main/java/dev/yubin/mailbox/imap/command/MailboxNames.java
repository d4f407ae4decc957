package dev.yubin.mailbox.imap.command;

import dev.yubin.mailbox.imap.wire.Arguments;
import dev.yubin.mailbox.imap.wire.BadSyntaxException;
import dev.yubin.mailbox.imap.wire.Dialect;
import dev.yubin.mailbox.imap.wire.ModifiedUtf7;
import dev.yubin.store.mailbox.Mailbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/// Names of mailboxes as clients send them.
final class MailboxNames {
  private static final int MAX_OCTETS = 512;
  private static final int MAX_LEVELS = 32;

  private MailboxNames() {}

  static String read(Arguments arguments) throws IOException, BadSyntaxException {
    return given(arguments).name();
  }

  /// @return null for the empty name, which stands for the server (RFC 5464 §4.1)
  static @Nullable String readOrServer(Arguments arguments) throws IOException, BadSyntaxException {
    byte[] octets = arguments.astring();
    return octets.length == 0 ? null : normalized(decode(octets, arguments.dialect())).name();
  }

  static GivenName given(Arguments arguments) throws IOException, BadSyntaxException {
    return normalized(decode(arguments.astring(), arguments.dialect()));
  }

  /// A name or a pattern, which need not be the name of a mailbox.
  ///
  /// @param dialect how it is written
  static String decode(byte[] octets, Dialect dialect) throws BadSyntaxException {
    if (octets.length > MAX_OCTETS) {
      throw new BadSyntaxException("Mailbox name too long");
    }
    // RFC 9051 §A.1 (as 6855 §3): octets over 127 are UTF-8; else it is modified UTF-7.
    String text = new String(octets, StandardCharsets.UTF_8);
    boolean ascii = text.chars().allMatch(c -> c < 0x80);
    String name =
        ascii && !dialect.isUtf8()
            ? ModifiedUtf7.decode(text)
                .orElseThrow(() -> new BadSyntaxException("Not modified UTF-7"))
            : text;
    if (name.chars().anyMatch(c -> c < ' ' || c == 0x7f || c == 0xfffd)) {
      throw new BadSyntaxException("Bad character in a mailbox name");
    }
    return name;
  }

  private static GivenName normalized(String decoded) throws BadSyntaxException {
    // RFC 9051 §6.3.4: a separator at the end only announces names below.
    String name = decoded.endsWith("/") ? decoded.substring(0, decoded.length() - 1) : decoded;
    String[] levels = name.split("/", -1);
    for (String level : levels) {
      if (level.isEmpty()) {
        throw new BadSyntaxException("Empty level in a mailbox name");
      }
    }
    if (levels.length > MAX_LEVELS) {
      throw new BadSyntaxException("Too many levels in a mailbox name");
    }
    // RFC 9051 §5.1
    String kept = name.equalsIgnoreCase(Mailbox.INBOX) ? Mailbox.INBOX : name;
    return new GivenName(Normalizer.normalize(kept, Normalizer.Form.NFC), name);
  }
}
