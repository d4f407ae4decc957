package dev.yubin.mailbox.imap.command;

import dev.yubin.mailbox.imap.wire.Arguments;
import dev.yubin.mailbox.imap.wire.BadSyntaxException;
import dev.yubin.mailbox.imap.wire.SequenceSet;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Reads SELECT and EXAMINE with their parameters (RFC 7162 §7, `select-param`).
final class SelectParser {
  private static final int MAX_PARAMETERS = 8;

  private final Arguments in;
  private boolean condStore;
  private @Nullable QuickResync resync;

  SelectParser(Arguments in) {
    this.in = in;
  }

  ImapCommand select(GivenName mailbox, boolean readOnly) throws IOException, BadSyntaxException {
    if (in.accept(' ') && in.list(MAX_PARAMETERS, this::parameter).isEmpty()) {
      throw new BadSyntaxException("Parameter missing");
    }
    return new ImapCommand.Select(mailbox, readOnly, condStore, resync);
  }

  private String parameter() throws BadSyntaxException {
    String name = in.word();
    switch (name) {
      case "CONDSTORE" -> condStore = true;
      case "QRESYNC" -> {
        in.space();
        resync = resync();
      }
      default -> throw new BadSyntaxException("Unknown parameter");
    }
    return name;
  }

  private QuickResync resync() throws BadSyntaxException {
    in.expect('(');
    long uidValidity = in.number();
    in.space();
    long modSeq = in.number64();
    SequenceSet known = null;
    QuickResync.Match match = null;
    boolean more = in.accept(' ');
    if (more && !in.isNext('(')) {
      known = numbers();
      more = in.accept(' ');
    }
    if (more) {
      match = match();
    }
    in.expect(')');
    if (uidValidity == 0 || modSeq == 0) {
      throw new BadSyntaxException("Neither UIDVALIDITY nor mod-sequence is ever 0");
    }
    return new QuickResync(uidValidity, modSeq, known, match);
  }

  private QuickResync.Match match() throws BadSyntaxException {
    in.expect('(');
    SequenceSet sequences = ascending(numbers());
    in.space();
    SequenceSet uids = ascending(numbers());
    in.expect(')');
    if (size(sequences) != size(uids)) {
      throw new BadSyntaxException("As many UIDs as sequence numbers are needed");
    }
    return new QuickResync.Match(sequences, uids);
  }

  /// A set in which RFC 7162 §7 allows no `*`.
  private SequenceSet numbers() throws BadSyntaxException {
    SequenceSet set = SequenceSet.parse(in.sequenceText());
    for (SequenceSet.Range range : set.ranges()) {
      if (range.one() == SequenceSet.LARGEST || range.other() == SequenceSet.LARGEST) {
        throw new BadSyntaxException("No * is allowed here");
      }
    }
    return set;
  }

  private static SequenceSet ascending(SequenceSet set) throws BadSyntaxException {
    long last = 0;
    for (SequenceSet.Range range : set.ranges()) {
      if (range.one() <= last || range.other() < range.one()) {
        throw new BadSyntaxException("Ascending numbers are needed");
      }
      last = range.other();
    }
    return set;
  }

  private static long size(SequenceSet set) {
    return set.ranges().stream().mapToLong(range -> range.other() - range.one() + 1).sum();
  }
}
