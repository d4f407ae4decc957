package dev.yubin.mailbox.imap.command;

import dev.yubin.mailbox.imap.wire.Arguments;
import dev.yubin.mailbox.imap.wire.BadSyntaxException;
import java.io.IOException;
import java.util.List;

/// Reads LIST and LSUB (RFC 5258 §6, `list`).
final class ListParser {
  private static final int MAX_OPTIONS = 16;
  private static final int MAX_PATTERNS = 32;

  private final Arguments in;
  private boolean subscribed;
  private boolean recursive;
  private boolean specialUse;
  private boolean extended;
  private List<StatusItem> status = List.of();
  private List<String> metadata = List.of();

  ListParser(Arguments in) {
    this.in = in;
  }

  ImapCommand lsub() throws IOException, BadSyntaxException {
    in.space();
    String reference = MailboxNames.decode(in.astring(), in.dialect());
    in.space();
    return new ImapCommand.ListMailboxes(reference, List.of(pattern()), ListOptions.LSUB);
  }

  ImapCommand list() throws IOException, BadSyntaxException {
    in.space();
    if (in.isNext('(')) {
      in.list(MAX_OPTIONS, this::selection);
      extended = true;
      in.space();
    }
    String reference = MailboxNames.decode(in.astring(), in.dialect());
    in.space();
    List<String> patterns = patterns();
    returnOptions();
    if (recursive && !subscribed && !specialUse) {
      // RFC 5258 §3.1: RECURSIVEMATCH alone selects nothing.
      throw new BadSyntaxException("RECURSIVEMATCH without SUBSCRIBED or SPECIAL-USE");
    }
    return new ImapCommand.ListMailboxes(
        reference,
        patterns,
        new ListOptions(false, subscribed, recursive, specialUse, extended, status, metadata));
  }

  private List<String> patterns() throws IOException, BadSyntaxException {
    if (!in.isNext('(')) {
      return List.of(pattern());
    }
    extended = true;
    List<String> patterns = in.list(MAX_PATTERNS, this::pattern);
    if (patterns.isEmpty()) {
      throw new BadSyntaxException("Pattern missing");
    }
    return patterns;
  }

  private String pattern() throws IOException, BadSyntaxException {
    return MailboxNames.decode(in.listMailbox(), in.dialect());
  }

  private Object selection() throws BadSyntaxException {
    String option = in.word();
    switch (option) {
      case "SUBSCRIBED" -> subscribed = true;
      case "RECURSIVEMATCH" -> recursive = true;
      case "SPECIAL-USE" -> specialUse = true;
      case "REMOTE" -> {}
      default -> throw new BadSyntaxException("Unknown selection option");
    }
    return option;
  }

  private void returnOptions() throws IOException, BadSyntaxException {
    if (!in.accept(' ')) {
      return;
    }
    if (!in.word().equals("RETURN")) {
      throw new BadSyntaxException("RETURN expected");
    }
    extended = true;
    in.space();
    in.list(MAX_OPTIONS, this::returnOption);
  }

  private Object returnOption() throws IOException, BadSyntaxException {
    String option = in.word();
    switch (option) {
      // Told in any case.
      case "SUBSCRIBED", "CHILDREN", "SPECIAL-USE" -> {}
      case "STATUS" -> {
        in.space();
        status = ImapParser.statusItems(in);
      }
      case "METADATA" -> {
        in.space();
        metadata = MetadataParser.entries(in);
      }
      default -> throw new BadSyntaxException("Unknown return option");
    }
    return option;
  }
}
