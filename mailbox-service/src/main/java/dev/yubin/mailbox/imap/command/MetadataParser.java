package dev.yubin.mailbox.imap.command;

import dev.yubin.mailbox.imap.wire.Arguments;
import dev.yubin.mailbox.imap.wire.BadSyntaxException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Reads GETMETADATA and SETMETADATA (RFC 5464 §5).
final class MetadataParser {
  private static final int MAX_ENTRIES = 64;
  private static final int MAX_ENTRY = 255;

  private final Arguments in;
  private int depth;
  private OptionalLong maxSize = OptionalLong.empty();

  MetadataParser(Arguments in) {
    this.in = in;
  }

  /// The options stand before the mailbox in the grammar, and behind it in examples.
  ImapCommand get() throws IOException, BadSyntaxException {
    in.space();
    options();
    String mailbox = MailboxNames.readOrServer(in);
    in.space();
    options();
    List<String> entries = in.isNext('(') ? entries(in) : List.of(entry(in));
    return new ImapCommand.GetMetadata(mailbox, entries, depth, maxSize);
  }

  private void options() throws BadSyntaxException {
    if (!in.isNext('(') || !option("(")) {
      return;
    }
    while (!in.accept(')')) {
      if (!option(" ")) {
        throw new BadSyntaxException("Unknown option");
      }
    }
    in.space();
  }

  private boolean option(String before) throws BadSyntaxException {
    if (in.acceptText(before + "DEPTH ")) {
      depth =
          switch (in.word()) {
            case "0" -> 0;
            case "1" -> 1;
            case "INFINITY" -> Integer.MAX_VALUE;
            default -> throw new BadSyntaxException("0, 1 or infinity expected");
          };
      return true;
    }
    if (in.acceptText(before + "MAXSIZE ")) {
      maxSize = OptionalLong.of(in.number());
      return true;
    }
    return false;
  }

  /// A value that is larger than may be is left where it is, and so is what follows it.
  ImapCommand set() throws IOException, BadSyntaxException {
    in.space();
    String mailbox = MailboxNames.readOrServer(in);
    in.space();
    in.expect('(');
    Map<String, byte @Nullable []> values = new LinkedHashMap<>();
    do {
      if (values.size() == MAX_ENTRIES) {
        throw new BadSyntaxException("Too many entries");
      }
      String entry = entry(in);
      in.space();
      if (in.isLiteralAbove(ImapCommand.SetMetadata.MAX_VALUE)) {
        return new ImapCommand.SetMetadata(mailbox, values, true);
      }
      values.put(entry, value());
    } while (in.accept(' '));
    in.expect(')');
    in.end();
    boolean tooLarge =
        values.values().stream()
            .anyMatch(v -> v != null && v.length > ImapCommand.SetMetadata.MAX_VALUE);
    return new ImapCommand.SetMetadata(mailbox, values, tooLarge);
  }

  private byte @Nullable [] value() throws IOException, BadSyntaxException {
    // A literal8, where the value has NUL.
    in.accept('~');
    return in.acceptText("NIL") ? null : in.string();
  }

  static List<String> entries(Arguments in) throws IOException, BadSyntaxException {
    List<String> entries = in.list(MAX_ENTRIES, () -> entry(in));
    if (entries.isEmpty()) {
      throw new BadSyntaxException("Entry missing");
    }
    return entries;
  }

  /// RFC 5464 §3.2: in any case.
  private static String entry(Arguments in) throws IOException, BadSyntaxException {
    String entry = in.astringText().toLowerCase(Locale.ROOT);
    boolean ofKind = (entry + "/").startsWith("/private/") || (entry + "/").startsWith("/shared/");
    boolean wrong =
        entry.endsWith("/")
            || entry.contains("//")
            || entry.chars().anyMatch(c -> c < ' ' || c > '~' || c == '*' || c == '%');
    if (!ofKind || wrong || entry.length() > MAX_ENTRY) {
      throw new BadSyntaxException("An entry is such as /private/comment or /shared/comment");
    }
    return entry;
  }
}
