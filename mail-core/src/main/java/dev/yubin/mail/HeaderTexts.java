package dev.yubin.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/// The headers of a record as texts. What is missing or of another form than it must have is told
/// by an [IllegalArgumentException] that names the header.
record HeaderTexts(Headers headers) {

  void add(String name, String text) {
    headers.add(name, text.getBytes(UTF_8));
  }

  Optional<String> optional(String name) {
    return Optional.ofNullable(headers.lastHeader(name)).map(Header::value).map(HeaderTexts::text);
  }

  String required(String name) {
    return optional(name)
        .orElseThrow(() -> new IllegalArgumentException("Header " + name + " is missing"));
  }

  /// All of a name, in their order.
  List<String> all(String name) {
    List<String> texts = new ArrayList<>();
    headers.headers(name).forEach(header -> texts.add(text(header.value())));
    return texts;
  }

  Optional<Instant> instant(String name) {
    Optional<String> value = optional(name);
    try {
      return value.map(Instant::parse);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(name + " is no time: " + value.orElseThrow(), e);
    }
  }

  /// @return `min` to `max`
  Optional<Long> number(String name, long min, long max) {
    Optional<String> value = optional(name);
    try {
      Optional<Long> number = value.map(Long::parseLong);
      if (number.isEmpty() || number.get() >= min && number.get() <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(name + " is no number: " + value.orElseThrow(), e);
    }
    throw new IllegalArgumentException(name + " is out of range: " + value.orElseThrow());
  }

  /// The constant whose name the header holds.
  <E extends Enum<E>> Optional<E> constant(String name, Class<E> type) {
    return optional(name).map(value -> constant(name, value, type));
  }

  static <E extends Enum<E>> E constant(String name, String value, Class<E> type) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> constant.name().equals(value))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("Unknown " + name + ": " + value));
  }

  private static String text(byte[] octets) {
    return new String(octets, UTF_8);
  }
}
