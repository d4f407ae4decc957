package dev.yubin.smtp.content;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A mail's header, its fields in the order received. What is no field (RFC 5322 §2.2) is not
/// among them.
public record MailHeader(List<HeaderField> fields) {
  public MailHeader {
    fields = List.copyOf(fields);
  }

  public Stream<HeaderField> named(String name) {
    return fields.stream().filter(field -> field.isNamed(name));
  }

  public Optional<HeaderField> first(String name) {
    return named(name).findFirst();
  }

  public int count(String name) {
    return (int) named(name).count();
  }
}
