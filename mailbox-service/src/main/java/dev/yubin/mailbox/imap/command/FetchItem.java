package dev.yubin.mailbox.imap.command;

import dev.yubin.mime.OctetRange;
import dev.yubin.mime.SectionPath;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What FETCH tells of a message (RFC 9051 §6.4.5).
public sealed interface FetchItem {

  enum Fact implements FetchItem {
    FLAGS,
    UID,
    INTERNALDATE,
    RFC822_SIZE,
    ENVELOPE,
    BODY,
    BODYSTRUCTURE,

    /// RFC 7162 §3.1.4.2
    MODSEQ,

    /// RFC 8474 §5.3
    EMAILID,

    /// RFC 8474 §5.3
    THREADID,

    /// RFC 8514 §4.2
    SAVEDATE,

    /// RFC 8970 §3
    PREVIEW
  }

  /// `BODY[…]` and what RFC 3501 §6.4.5 calls equivalent to it.
  ///
  /// @param label what the response calls it, without the partial
  /// @param fields of a header, null for all
  /// @param peek whether \Seen stays as it is
  record Section(
      String label,
      SectionPath path,
      @Nullable FieldNames fields,
      boolean peek,
      Optional<Partial> partial)
      implements FetchItem {

    /// Of all octets those that the partial asks for. What is beyond the end is cut off, down to
    /// nothing (RFC 9051 §6.4.5).
    public OctetRange cut(OctetRange all) {
      return partial.map(p -> p.cut(all)).orElse(all);
    }

    public boolean isOfWholeMail() {
      return path.numbers().isEmpty();
    }

    /// Whether it is about the mail's own header.
    public boolean isMailHeader() {
      return isOfWholeMail() && path.what() == SectionPath.What.HEADER;
    }
  }

  /// `BINARY[…]` and `BINARY.SIZE[…]` (RFC 9051 §6.4.5).
  ///
  /// @param numbers of the part, empty for the whole mail
  /// @param sizeOnly whether its size alone is told
  /// @param peek whether \Seen stays as it is
  record Binary(List<Integer> numbers, boolean sizeOnly, boolean peek, Optional<Partial> partial)
      implements FetchItem {

    /// Of all octets those that the partial asks for.
    public OctetRange cut(OctetRange all) {
      return partial.map(p -> p.cut(all)).orElse(all);
    }

    /// What the response calls it, without the partial.
    public String label() {
      String part = numbers.stream().map(String::valueOf).collect(Collectors.joining("."));
      return (sizeOnly ? "BINARY.SIZE[" : "BINARY[") + part + "]";
    }
  }

  /// @param others whether all but these are meant
  record FieldNames(List<String> names, boolean others) {}

  /// @param length at most so many octets
  record Partial(long offset, long length) {
    public OctetRange cut(OctetRange all) {
      long skipped = Math.min(offset, all.length());
      return new OctetRange(all.offset() + skipped, Math.min(length, all.length() - skipped));
    }
  }
}
