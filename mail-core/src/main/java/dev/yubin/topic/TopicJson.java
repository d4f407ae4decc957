package dev.yubin.topic;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// JSON values of Kafka records. Unknown fields are ignored, so that an instance reads what a newer
/// one wrote during an upgrade. Safe for use by many threads.
public final class TopicJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private TopicJson() {}

  public static byte[] encode(Object value) {
    return MAPPER.writeValueAsBytes(value);
  }

  /// @throws IllegalArgumentException when the octets are not such a value
  public static <T> T decode(byte[] json, Class<T> type) {
    try {
      T value = MAPPER.readValue(json, type);
      if (value == null) {
        throw new IllegalArgumentException("Not a " + type.getSimpleName() + ": null");
      }
      return value;
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          "Not a " + type.getSimpleName() + ": " + e.getOriginalMessage(), e);
    }
  }
}
