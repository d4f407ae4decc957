package dev.yubin.mime;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The fields of a header that go into a structure.
final class StructuralFields {
  /// Of several fields of one name the first counts, but addresses are taken from all.
  private static final Set<String> ADDRESSES =
      Set.of("from", "sender", "reply-to", "to", "cc", "bcc");

  private static final Set<String> SINGLE =
      Set.of(
          "date",
          "subject",
          "in-reply-to",
          "message-id",
          "content-type",
          "content-id",
          "content-description",
          "content-transfer-encoding",
          "content-md5",
          "content-disposition",
          "content-language",
          "content-location");

  private final Map<String, List<String>> values = new HashMap<>();
  private final Allowance allowance;

  private StructuralFields(Allowance allowance) {
    this.allowance = allowance;
  }

  static StructuralFields read(byte[] block, int length, Allowance allowance) {
    StructuralFields fields = new StructuralFields(allowance);
    HeaderCursor cursor = new HeaderCursor(block, length);
    for (int i = 0; i < MimeScanner.MAX_FIELDS && cursor.next(); i++) {
      fields.add(cursor);
    }
    return fields;
  }

  private void add(HeaderCursor cursor) {
    String name = cursor.name().toLowerCase(Locale.ROOT);
    boolean wanted =
        ADDRESSES.contains(name) || (SINGLE.contains(name) && !values.containsKey(name));
    if (wanted && allowance.takeField(cursor.valueLength())) {
      values.computeIfAbsent(name, n -> new ArrayList<>(1)).add(cursor.value());
    }
  }

  Content content(MediaType defaultType) {
    String type = first("content-type");
    String encoding = first("content-transfer-encoding");
    String disposition = first("content-disposition");
    return new Content(
        type == null ? defaultType : ContentFields.mediaType(type, allowance),
        first("content-id"),
        first("content-description"),
        encoding == null ? Content.DEFAULT_ENCODING : ContentFields.encoding(encoding),
        first("content-md5"),
        disposition == null ? null : ContentFields.disposition(disposition, allowance),
        ContentFields.languages(first("content-language"), allowance),
        first("content-location"));
  }

  /// `envelope` of RFC 9051 §9.
  String envelope() {
    ImapText out = new ImapText();
    out.raw('(').nstring(first("date")).space().nstring(first("subject")).space();
    String from = addresses("from");
    out.raw(from).space();
    // RFC 9051 §7.5.2: Sender and Reply-To are the From where absent or empty.
    out.raw(addressesOr("sender", from)).space().raw(addressesOr("reply-to", from)).space();
    out.raw(addresses("to")).space().raw(addresses("cc")).space().raw(addresses("bcc")).space();
    out.nstring(first("in-reply-to")).space().nstring(first("message-id")).raw(')');
    return out.toString();
  }

  private String addressesOr(String name, String other) {
    String addresses = addresses(name);
    return addresses.equals("NIL") ? other : addresses;
  }

  private String addresses(String name) {
    List<Address> addresses = new ArrayList<>();
    for (String value : values.getOrDefault(name, List.of())) {
      new AddressParser(value, allowance, addresses).parse();
    }
    return Address.list(addresses);
  }

  private @Nullable String first(String name) {
    List<String> found = values.get(name);
    return found == null ? null : found.getFirst();
  }
}
