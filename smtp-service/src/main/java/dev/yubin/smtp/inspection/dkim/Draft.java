package dev.yubin.smtp.inspection.dkim;

import dev.yubin.smtp.content.HeaderField;
import dev.yubin.smtp.content.MailHeader;
import java.security.PrivateKey;
import java.util.Base64;
import java.util.List;

/// A signature's field while it is written, folded before 78 columns (RFC 5322 §2.1.1).
public final class Draft {
  private static final int MAX_COLUMN = 76;
  private final StringBuilder text;
  private int column;

  public Draft(String name) {
    text = new StringBuilder(name).append(':');
    column = text.length();
  }

  public Draft tag(String name, String value) {
    word(" ", name + "=" + value + ";");
    return this;
  }

  /// Signs fields and body, relaxed.
  public HeaderField sign(MailHeader header, List<String> names, byte[] bodyHash, PrivateKey key) {
    tag("bh", Base64.getEncoder().encodeToString(bodyHash));
    word(" ", "h=" + names.getFirst());
    names.stream().skip(1).forEach(name -> word("", ":" + name));
    text.append(';');
    HeaderField unsigned = unsigned();
    return signed(SignedFields.octets(header, names, unsigned, Canonicalization.RELAXED), key);
  }

  /// Signs given octets of the header, then this field.
  public HeaderField sign(byte[] before, PrivateKey key) {
    byte[] own = Canonicalization.RELAXED.own(unsigned());
    byte[] all = new byte[before.length + own.length];
    System.arraycopy(before, 0, all, 0, before.length);
    System.arraycopy(own, 0, all, before.length, own.length);
    return signed(all, key);
  }

  private HeaderField unsigned() {
    text.append("\r\n b=");
    return HeaderField.of(text + "\r\n");
  }

  private HeaderField signed(byte[] octets, PrivateKey key) {
    String b = Base64.getEncoder().encodeToString(Algorithm.of(key).sign(key, octets));
    return HeaderField.of(text + b.replaceAll("(.{72})(?=.)", "$1\r\n ") + "\r\n");
  }

  private void word(String space, String word) {
    if (column + space.length() + word.length() > MAX_COLUMN) {
      text.append("\r\n ").append(word);
      column = 1 + word.length();
    } else {
      text.append(space).append(word);
      column += space.length() + word.length();
    }
  }
}
