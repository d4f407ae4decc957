package dev.yubin.mailbox.imap.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The tokens of a command (RFC 9051 §9), taken one after the other.
public final class Arguments {
  private static final long MAX_NUMBER = 0xffff_ffffL;
  private static final int MAX_WORD = 512;
  private static final int MAX_QUOTED = 16 * 1024;

  private final CommandInput input;
  private final Dialect dialect;

  public Arguments(CommandInput input, Dialect dialect) {
    this.input = input;
    this.dialect = dialect;
  }

  public Dialect dialect() {
    return dialect;
  }

  /// What reads one element of a list.
  @FunctionalInterface
  public interface Element<T> {
    T read() throws IOException, BadSyntaxException;
  }

  public boolean atEnd() {
    return input.atEnd();
  }

  /// Whether the next octet is this one.
  public boolean isNext(char octet) {
    return input.peek() == octet;
  }

  /// Takes an octet if it is the next.
  public boolean accept(char octet) {
    if (input.peek() == octet) {
      input.take();
      return true;
    }
    return false;
  }

  /// Takes a text if it is the next, whatever its case.
  public boolean acceptText(String text) {
    return input.takeText(text);
  }

  public void expect(char octet) throws BadSyntaxException {
    if (!accept(octet)) {
      throw new BadSyntaxException(octet == ' ' ? "Argument missing" : "'" + octet + "' expected");
    }
  }

  public void space() throws BadSyntaxException {
    expect(' ');
  }

  public void end() throws BadSyntaxException {
    if (!atEnd()) {
      throw new BadSyntaxException("Too many arguments");
    }
  }

  /// A word of letters, digits, `-` and `.`, in capitals; empty when none is next.
  public String word() {
    StringBuilder word = new StringBuilder();
    for (int c = input.peek(); isWord(c) && word.length() < MAX_WORD; c = input.peek()) {
      word.append((char) input.take());
    }
    return word.toString().toUpperCase(Locale.ROOT);
  }

  private static boolean isWord(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '.';
  }

  public String atom() throws BadSyntaxException {
    return taken(Arguments::isAtom, "Atom expected");
  }

  public String tag() throws BadSyntaxException {
    return taken(c -> isAString(c) && c != '+', "Tag missing");
  }

  /// `list-mailbox`: an atom in which wildcards may stand, or a string.
  public byte[] listMailbox() throws IOException, BadSyntaxException {
    return isString()
        ? string()
        : octets(taken(c -> isAString(c) || c == '%' || c == '*', "Pattern expected"));
  }

  public byte[] astring() throws IOException, BadSyntaxException {
    return isString() ? string() : octets(taken(Arguments::isAString, "String expected"));
  }

  /// @throws BadSyntaxException when it is not UTF-8
  public String astringText() throws IOException, BadSyntaxException {
    return utf8(astring());
  }

  public byte[] string() throws IOException, BadSyntaxException {
    return switch (input.peek()) {
      case '"' -> quoted();
      case '{' -> input.literal().hold();
      default -> throw new BadSyntaxException("String expected");
    };
  }

  /// `string` or `NIL`, which becomes the empty string.
  public byte[] nstring() throws IOException, BadSyntaxException {
    if (isString()) {
      return string();
    }
    if (!word().equals("NIL")) {
      throw new BadSyntaxException("String or NIL expected");
    }
    return new byte[0];
  }

  /// Whether a literal of more octets is next.
  public boolean isLiteralAbove(long octets) {
    return input.isLiteralAbove(octets);
  }

  /// A literal that is not taken into memory, or a `literal8` (RFC 3516 §4.4).
  public Literal literal() throws BadSyntaxException {
    accept('~');
    if (input.peek() != '{') {
      throw new BadSyntaxException("Literal expected");
    }
    return input.literal();
  }

  private boolean isString() {
    return input.peek() == '"' || input.peek() == '{';
  }

  private byte[] quoted() throws BadSyntaxException {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    input.take();
    for (int c = input.take(); c != '"'; c = input.take()) {
      int octet = c == '\\' ? input.take() : c;
      if (octet < 0 || octets.size() == MAX_QUOTED) {
        throw new BadSyntaxException("Quoted string does not end");
      }
      octets.write(octet);
    }
    return octets.toByteArray();
  }

  /// `number` of 32 bits.
  public long number() throws BadSyntaxException {
    long number = number64();
    if (number > MAX_NUMBER) {
      throw new BadSyntaxException("Number too large");
    }
    return number;
  }

  /// `number64`, 63 bits.
  public long number64() throws BadSyntaxException {
    long number = 0;
    int digits = 0;
    for (int c = input.peek(); c >= '0' && c <= '9'; c = input.peek()) {
      int digit = input.take() - '0';
      if (number > (Long.MAX_VALUE - digit) / 10) {
        throw new BadSyntaxException("Number too large");
      }
      number = 10 * number + digit;
      digits++;
    }
    if (digits == 0) {
      throw new BadSyntaxException("Number expected");
    }
    return number;
  }

  /// `flag`: an atom, or one behind a backslash.
  public String flag() throws BadSyntaxException {
    return accept('\\') ? "\\" + atom() : atom();
  }

  public SequenceSet sequenceSet() throws BadSyntaxException {
    // RFC 5182 §2.1
    return accept('$') ? SequenceSet.SAVED : SequenceSet.parse(sequenceText());
  }

  /// The octets of a sequence set, or of the rest of one.
  public String sequenceText() throws BadSyntaxException {
    return taken(SequenceSet::isOctet, "Sequence set expected");
  }

  /// `(a b c)`, which may be empty.
  public <T> List<T> list(int max, Element<T> element) throws IOException, BadSyntaxException {
    List<T> elements = new ArrayList<>();
    expect('(');
    while (!accept(')')) {
      if (!elements.isEmpty()) {
        space();
      }
      if (elements.size() == max) {
        throw new BadSyntaxException("List too long");
      }
      elements.add(element.read());
    }
    return elements;
  }

  private interface OctetKind {
    boolean includes(int octet);
  }

  private String taken(OctetKind kind, String otherwise) throws BadSyntaxException {
    StringBuilder octets = new StringBuilder();
    for (int c = input.peek(); c >= 0 && kind.includes(c); c = input.peek()) {
      octets.append((char) input.take());
    }
    if (octets.isEmpty()) {
      throw new BadSyntaxException(otherwise);
    }
    return octets.toString();
  }

  private static boolean isAtom(int c) {
    return isAString(c) && c != ']';
  }

  /// `ASTRING-CHAR`. Octets over 127 are let through: clients send UTF-8 names so.
  private static boolean isAString(int c) {
    return c > ' ' && c != 127 && "(){%*\"\\".indexOf(c) < 0;
  }

  private static byte[] octets(String atom) {
    return atom.getBytes(StandardCharsets.ISO_8859_1);
  }

  static String utf8(byte[] octets) throws BadSyntaxException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString();
    } catch (CharacterCodingException e) {
      throw new BadSyntaxException("Not UTF-8");
    }
  }
}
