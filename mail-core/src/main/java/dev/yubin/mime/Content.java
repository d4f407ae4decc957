package dev.yubin.mime;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the Content fields of a part's header say of its body. Null where there is no such field.
///
/// @param encoding the Content-Transfer-Encoding (RFC 2045 §6.1), `7bit` by default
/// @param md5 Content-MD5 (RFC 1864)
/// @param languages Content-Language (RFC 3282), empty when there is none
/// @param location Content-Location (RFC 2557)
public record Content(
    MediaType mediaType,
    @Nullable String id,
    @Nullable String description,
    String encoding,
    @Nullable String md5,
    @Nullable Disposition disposition,
    List<String> languages,
    @Nullable String location) {
  /// RFC 2045 §6.1
  static final String DEFAULT_ENCODING = "7bit";

  /// Of a part whose header says nothing.
  static final Content EMPTY =
      new Content(MediaType.TEXT_PLAIN, null, null, DEFAULT_ENCODING, null, null, List.of(), null);

  public Content {
    languages = List.copyOf(languages);
  }

  Content withMediaType(MediaType other) {
    return new Content(other, id, description, encoding, md5, disposition, languages, location);
  }
}
