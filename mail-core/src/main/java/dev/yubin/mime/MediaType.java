package dev.yubin.mime;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A Content-Type (RFC 2045 §5.1), in the letters of the mail.
///
/// @param parameters in the order of the mail, RFC 2231 continuations joined and last
public record MediaType(String type, String subtype, List<Parameter> parameters) {
  /// RFC 2045 §5.2, and what a Content-Type that cannot be read counts as.
  static final MediaType TEXT_PLAIN =
      new MediaType("text", "plain", List.of(new Parameter("charset", "us-ascii")));

  /// The default within multipart/digest (RFC 2046 §5.1.5).
  static final MediaType MESSAGE_RFC822 = new MediaType("message", "rfc822", List.of());

  static final MediaType OCTET_STREAM = new MediaType("application", "octet-stream", List.of());

  public MediaType {
    parameters = List.copyOf(parameters);
  }

  public boolean is(String otherType) {
    return type.equalsIgnoreCase(otherType);
  }

  public boolean is(String otherType, String otherSubtype) {
    return is(otherType) && subtype.equalsIgnoreCase(otherSubtype);
  }

  /// Whether a whole message with its own envelope is inside (RFC 9051 §9, `media-message`).
  boolean isMessage() {
    return is("message", "rfc822") || is("message", "global");
  }

  /// The value of a parameter, null when there is none.
  public @Nullable String parameter(String name) {
    for (Parameter parameter : parameters) {
      if (parameter.isNamed(name)) {
        return parameter.value();
      }
    }
    return null;
  }
}
