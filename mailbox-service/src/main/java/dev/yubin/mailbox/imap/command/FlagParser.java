package dev.yubin.mailbox.imap.command;

import dev.yubin.mailbox.imap.wire.Arguments;
import dev.yubin.mailbox.imap.wire.BadSyntaxException;
import dev.yubin.store.message.FlagChange;
import dev.yubin.store.message.Flags;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// Reads flags and STORE.
final class FlagParser {
  private static final int MAX_KEYWORD = 100;

  private final Arguments in;

  FlagParser(Arguments in) {
    this.in = in;
  }

  ImapCommand store(MessageSet messages) throws IOException, BadSyntaxException {
    in.space();
    OptionalLong unchangedSince = OptionalLong.empty();
    if (in.accept('(')) {
      unchangedSince = OptionalLong.of(unchangedSince());
      in.space();
    }
    FlagChange.Kind kind = kind();
    String item = in.word();
    boolean silent = item.equals("FLAGS.SILENT");
    if (!silent && !item.equals("FLAGS")) {
      throw new BadSyntaxException("FLAGS expected");
    }
    in.space();
    return new ImapCommand.Store(messages, new FlagChange(kind, flags()), silent, unchangedSince);
  }

  /// RFC 7162 §7, `store-modifier`.
  private long unchangedSince() throws BadSyntaxException {
    if (!in.word().equals("UNCHANGEDSINCE")) {
      throw new BadSyntaxException("Unknown modifier");
    }
    in.space();
    long modSeq = in.number64();
    in.expect(')');
    return modSeq;
  }

  private FlagChange.Kind kind() {
    if (in.accept('+')) {
      return FlagChange.Kind.ADD;
    }
    return in.accept('-') ? FlagChange.Kind.REMOVE : FlagChange.Kind.REPLACE;
  }

  /// `flag-list / (flag *(SP flag))`
  private Flags flags() throws IOException, BadSyntaxException {
    if (in.isNext('(')) {
      return list();
    }
    List<String> names = new ArrayList<>();
    do {
      names.add(in.flag());
    } while (in.accept(' ') && names.size() < Flags.MAX_KEYWORDS);
    return flags(names);
  }

  Flags list() throws IOException, BadSyntaxException {
    return flags(in.list(Flags.MAX_KEYWORDS, in::flag));
  }

  private static Flags flags(List<String> names) throws BadSyntaxException {
    int system = 0;
    List<String> keywords = new ArrayList<>();
    for (String name : names) {
      if (name.startsWith("\\")) {
        system |= systemFlag(name);
      } else {
        addKeyword(keywords, name);
      }
    }
    return new Flags(system, keywords);
  }

  private static int systemFlag(String name) throws BadSyntaxException {
    int bit = Flags.systemFlag(name);
    // RFC 3501 §2.3.2: \Recent cannot be altered; clients that send it are let be.
    if (bit == 0 && !name.equalsIgnoreCase("\\Recent")) {
      throw new BadSyntaxException("Unknown flag");
    }
    return bit;
  }

  private static void addKeyword(List<String> keywords, String name) throws BadSyntaxException {
    if (name.length() > MAX_KEYWORD || name.chars().anyMatch(c -> c > 126)) {
      throw new BadSyntaxException("Bad keyword");
    }
    if (keywords.stream().noneMatch(name::equalsIgnoreCase)) {
      keywords.add(name);
    }
  }
}
