package dev.yubin.mailbox.imap.command;

import dev.yubin.mailbox.imap.command.FetchItem.Binary;
import dev.yubin.mailbox.imap.command.FetchItem.Fact;
import dev.yubin.mailbox.imap.command.FetchItem.FieldNames;
import dev.yubin.mailbox.imap.command.FetchItem.Partial;
import dev.yubin.mailbox.imap.command.FetchItem.Section;
import dev.yubin.mailbox.imap.wire.Arguments;
import dev.yubin.mailbox.imap.wire.BadSyntaxException;
import dev.yubin.mime.SectionPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads what FETCH is to tell.
final class FetchParser {
  private static final int MAX_ITEMS = 100;
  private static final int MAX_FIELDS = 256;
  private static final int MAX_FIELD_NAME = 256;
  private static final List<Fact> FAST = List.of(Fact.FLAGS, Fact.INTERNALDATE, Fact.RFC822_SIZE);

  private final Arguments in;
  private @Nullable Long changedSince;
  private @Nullable PartialRange partial;
  private boolean vanished;

  FetchParser(Arguments in) {
    this.in = in;
  }

  ImapCommand fetch(MessageSet messages) throws IOException, BadSyntaxException {
    LinkedHashSet<FetchItem> items = new LinkedHashSet<>(items(messages.uid()));
    ChangedSince since = in.accept(' ') ? modifiers(messages.uid()) : null;
    if (since != null) {
      // RFC 7162 §3.1.4.1
      items.add(Fact.MODSEQ);
    }
    return new ImapCommand.Fetch(messages, List.copyOf(items), partial, since);
  }

  /// `(CHANGEDSINCE 12 VANISHED PARTIAL 1:5)` (RFC 7162 §7, RFC 9394 §4, RFC 4466 §2.4).
  private @Nullable ChangedSince modifiers(boolean uid) throws IOException, BadSyntaxException {
    if (in.list(3, this::modifier).isEmpty()) {
      throw new BadSyntaxException("Modifier missing");
    }
    if (vanished && (changedSince == null || !uid)) {
      throw new BadSyntaxException("VANISHED needs UID FETCH and CHANGEDSINCE");
    }
    if (partial != null && !uid) {
      throw new BadSyntaxException("PARTIAL needs UID FETCH");
    }
    return changedSince == null ? null : new ChangedSince(changedSince, vanished);
  }

  private String modifier() throws BadSyntaxException {
    String name = in.word();
    switch (name) {
      case "CHANGEDSINCE" -> {
        in.space();
        changedSince = in.number64();
      }
      case "VANISHED" -> vanished = true;
      case "PARTIAL" -> {
        in.space();
        partial = ReturnParser.range(in);
      }
      default -> throw new BadSyntaxException("Unknown modifier");
    }
    return name;
  }

  /// @param uid whether the response must tell the UID (RFC 9051 §6.4.9)
  private List<FetchItem> items(boolean uid) throws IOException, BadSyntaxException {
    in.space();
    LinkedHashSet<FetchItem> items = new LinkedHashSet<>();
    if (uid) {
      items.add(Fact.UID);
    }
    if (in.isNext('(')) {
      items.addAll(in.list(MAX_ITEMS, this::item));
    } else {
      String word = in.word();
      List<FetchItem> macro = macro(word);
      items.addAll(macro.isEmpty() ? List.of(item(word)) : macro);
    }
    if (items.isEmpty()) {
      throw new BadSyntaxException("Item missing");
    }
    return List.copyOf(items);
  }

  private static List<FetchItem> macro(String word) {
    List<FetchItem> items = new ArrayList<>(FAST);
    switch (word) {
      case "FAST" -> {}
      case "ALL" -> items.add(Fact.ENVELOPE);
      case "FULL" -> items.addAll(List.of(Fact.ENVELOPE, Fact.BODY));
      default -> items.clear();
    }
    return items;
  }

  private FetchItem item() throws IOException, BadSyntaxException {
    return item(in.word());
  }

  private FetchItem item(String word) throws IOException, BadSyntaxException {
    return switch (word) {
      case "RFC822.SIZE" -> Fact.RFC822_SIZE;
      case "PREVIEW" -> preview();
      case "RFC822" -> section(word, SectionPath.What.ALL, false);
      case "RFC822.HEADER" -> section(word, SectionPath.What.HEADER, true);
      case "RFC822.TEXT" -> section(word, SectionPath.What.TEXT, false);
      case "BODY" -> in.accept('[') ? section(false) : Fact.BODY;
      case "BINARY", "BINARY.PEEK", "BINARY.SIZE" -> binary(word);
      case "BODY.PEEK" -> {
        in.expect('[');
        yield section(true);
      }
      default -> ImapParser.constant(Fact.class, word);
    };
  }

  /// RFC 8970 §4.1: LAZY lets a server be late; none is here, where a preview is made at once.
  private Fact preview() {
    in.acceptText(" (LAZY)");
    return Fact.PREVIEW;
  }

  private static Section section(String label, SectionPath.What what, boolean peek) {
    return new Section(label, new SectionPath(List.of(), what), null, peek, Optional.empty());
  }

  private Section section(boolean peek) throws IOException, BadSyntaxException {
    String text = in.word();
    FieldNames fields = fields(text);
    in.expect(']');
    SectionPath path =
        SectionPath.parse(withoutFields(text))
            .orElseThrow(() -> new BadSyntaxException("Bad section"));
    String label = "BODY[" + text + (fields == null ? "" : " " + written(fields)) + "]";
    return new Section(label, path, fields, peek, partial());
  }

  /// RFC 9051 §9, `section-binary`
  private Binary binary(String word) throws BadSyntaxException {
    in.expect('[');
    String text = in.word();
    in.expect(']');
    SectionPath path =
        SectionPath.parse(text)
            .filter(p -> p.what() == SectionPath.What.ALL)
            .orElseThrow(() -> new BadSyntaxException("Bad section"));
    boolean sizeOnly = word.equals("BINARY.SIZE");
    return new Binary(
        path.numbers(), sizeOnly, !word.equals("BINARY"), sizeOnly ? Optional.empty() : partial());
  }

  private @Nullable FieldNames fields(String section) throws IOException, BadSyntaxException {
    boolean others = section.endsWith("HEADER.FIELDS.NOT");
    if (!others && !section.endsWith("HEADER.FIELDS")) {
      return null;
    }
    in.space();
    List<String> names = in.list(MAX_FIELDS, this::fieldName);
    if (names.isEmpty()) {
      throw new BadSyntaxException("Field name missing");
    }
    return new FieldNames(names, others);
  }

  private static String withoutFields(String section) {
    int fields = section.indexOf(".FIELDS");
    return fields < 0 ? section : section.substring(0, fields);
  }

  private String fieldName() throws IOException, BadSyntaxException {
    byte[] name = in.astring();
    for (byte octet : name) {
      // RFC 5322 §2.2
      if (octet <= ' ' || octet == 127 || octet == ':') {
        throw new BadSyntaxException("Bad field name");
      }
    }
    if (name.length == 0 || name.length > MAX_FIELD_NAME) {
      throw new BadSyntaxException("Bad field name");
    }
    return new String(name, StandardCharsets.US_ASCII);
  }

  private static String written(FieldNames fields) {
    List<String> names = new ArrayList<>();
    for (String name : fields.names()) {
      boolean atom = name.chars().noneMatch(c -> "(){%*\"\\]".indexOf(c) >= 0);
      names.add(atom ? name : '"' + name.replaceAll("([\"\\\\])", "\\\\$1") + '"');
    }
    return "(" + String.join(" ", names) + ")";
  }

  private Optional<Partial> partial() throws BadSyntaxException {
    if (!in.accept('<')) {
      return Optional.empty();
    }
    long offset = in.number64();
    in.expect('.');
    long length = in.number64();
    in.expect('>');
    if (length == 0) {
      throw new BadSyntaxException("Partial of nothing");
    }
    return Optional.of(new Partial(offset, length));
  }
}
