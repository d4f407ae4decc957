package dev.yubin.mime;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Reads the raw header block of a stored mail or part, lines ending in CRLF or LF, with or without
/// the blank line at its end.
public final class HeaderFields {
  private final byte[] block;

  /// Takes a block as it is, neither copied nor changed. Its size is the caller's to bound: a mail
  /// without a blank line is all header. A structure looks at [MimeScanner#MAX_HEADER] octets.
  public HeaderFields(byte[] block) {
    this.block = block;
  }

  /// `HEADER.FIELDS`: the fields of these names as they stand, and the blank line if the block has
  /// one (RFC 9051 §6.4.5.1).
  public byte[] select(Collection<String> names) {
    Set<String> wanted = lowerCase(names);
    return select(wanted::contains);
  }

  /// `HEADER.FIELDS.NOT`: all but the fields of these names, and the blank line if there is one.
  public byte[] selectNot(Collection<String> names) {
    Set<String> unwanted = lowerCase(names);
    return select(name -> !unwanted.contains(name));
  }

  /// The value of the first field of a name, unfolded, octets as chars (ISO-8859-1).
  public Optional<String> first(String name) {
    HeaderCursor cursor = new HeaderCursor(block, block.length);
    while (cursor.next()) {
      if (cursor.name().equalsIgnoreCase(name)) {
        return Optional.of(cursor.value());
      }
    }
    return Optional.empty();
  }

  /// The values of all fields of a name, as [#first] gives them.
  public List<String> all(String name) {
    List<String> values = new ArrayList<>();
    HeaderCursor cursor = new HeaderCursor(block, block.length);
    while (cursor.next()) {
      if (cursor.name().equalsIgnoreCase(name)) {
        values.add(cursor.value());
      }
    }
    return values;
  }

  private byte[] select(Predicate<String> wanted) {
    ByteArrayOutputStream selected = new ByteArrayOutputStream();
    HeaderCursor cursor = new HeaderCursor(block, block.length);
    while (cursor.next()) {
      if (wanted.test(cursor.name().toLowerCase(Locale.ROOT))) {
        selected.write(block, cursor.start(), cursor.end() - cursor.start());
      }
    }
    selected.write(block, cursor.end(), block.length - cursor.end());
    return selected.toByteArray();
  }

  private static Set<String> lowerCase(Collection<String> names) {
    return names.stream().map(n -> n.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
  }
}
