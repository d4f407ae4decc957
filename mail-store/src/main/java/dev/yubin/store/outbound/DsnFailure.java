package dev.yubin.store.outbound;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.yubin.topic.TopicJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A recipient that a mail did not reach, with what a DSN says of it (RFC 3464 §2.3).
///
/// @param recipient the address as it was in the envelope
/// @param status an enhanced status code (RFC 3463): `5.1.1`
/// @param host the remote host that refused; null when we did
/// @param diagnostic its reply, or our own words
public record DsnFailure(
    String recipient, String status, @Nullable String host, String diagnostic) {

  public static String toJson(List<DsnFailure> failures) {
    return new String(TopicJson.encode(failures), UTF_8);
  }

  static List<DsnFailure> fromJson(String json) {
    return List.of(TopicJson.decode(json.getBytes(UTF_8), DsnFailure[].class));
  }
}
