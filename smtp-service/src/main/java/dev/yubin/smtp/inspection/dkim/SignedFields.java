package dev.yubin.smtp.inspection.dkim;

import dev.yubin.smtp.content.HeaderField;
import dev.yubin.smtp.content.MailHeader;
import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The octets of the header that a signature covers (RFC 6376 §5.4.2): a repeated name takes the
/// fields from the last upwards, and a name without a field left stands for nothing, so that none
/// can be added later.
public final class SignedFields {
  private SignedFields() {}

  /// @param own the signature's field, last and without its signature
  public static byte[] octets(
      MailHeader header, List<String> names, HeaderField own, Canonicalization form) {
    Map<String, Deque<HeaderField>> left = new HashMap<>();
    for (HeaderField field : header.fields()) {
      if (field != own) {
        left.computeIfAbsent(key(field.name()), name -> new ArrayDeque<>()).push(field);
      }
    }
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    for (String name : names) {
      HeaderField field = left.getOrDefault(key(name), new ArrayDeque<>()).poll();
      if (field != null) {
        octets.writeBytes(form.field(field));
      }
    }
    octets.writeBytes(form.own(own));
    return octets.toByteArray();
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
