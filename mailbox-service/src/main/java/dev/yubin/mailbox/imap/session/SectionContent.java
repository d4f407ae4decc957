package dev.yubin.mailbox.imap.session;

import dev.yubin.mailbox.imap.command.FetchItem.FieldNames;
import dev.yubin.mailbox.imap.command.FetchItem.Section;
import dev.yubin.mime.HeaderFields;
import dev.yubin.mime.MimeScanner;
import dev.yubin.mime.MimeStructure;
import dev.yubin.mime.OctetRange;
import dev.yubin.mime.SectionPath;
import dev.yubin.store.message.Column;
import dev.yubin.store.message.MailOctets;
import dev.yubin.store.message.StoredMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds what a section of a message is: a range of its octets, or some that were put together.
sealed interface SectionContent {

  record Octets(byte[] octets) implements SectionContent {}

  record Range(OctetRange range) implements SectionContent {}

  /// The message has no such section.
  record Missing() implements SectionContent {}

  /// What must be read of the mail to find a section.
  static Set<Column> columns(Section section) {
    if (section.isMailHeader()) {
      return EnumSet.of(Column.HEADER, Column.STRUCTURE_FOR_HEADER, Column.CHUNKS);
    }
    return section.isOfWholeMail() && section.path().what() == SectionPath.What.ALL
        ? EnumSet.of(Column.CHUNKS)
        : EnumSet.of(Column.STRUCTURE, Column.CHUNKS);
  }

  static boolean needsOctets(Section section, StoredMessage message) {
    return !section.isMailHeader() || message.mail().header() == null;
  }

  static SectionContent find(
      Section section, StoredMessage message, byte @Nullable [] firstChunk, MailOctets octets)
      throws IOException {
    if (section.isOfWholeMail() && section.path().what() == SectionPath.What.ALL) {
      return new Range(new OctetRange(0, message.size()));
    }
    byte[] header = message.mail().header();
    if (section.isMailHeader() && header != null) {
      return new Octets(select(joined(message.prefix(), header), section.fields()));
    }
    Optional<OctetRange> range = structure(message, octets).find(section.path());
    if (range.isEmpty()) {
      return new Missing();
    }
    return section.fields() == null
        ? new Range(range.get())
        : new Octets(select(read(message, firstChunk, range.get(), octets), section.fields()));
  }

  private static byte[] select(byte[] header, @Nullable FieldNames fields) {
    if (fields == null) {
      return header;
    }
    HeaderFields all = new HeaderFields(header);
    return fields.others() ? all.selectNot(fields.names()) : all.select(fields.names());
  }

  /// Of a header that is larger than the scanner looks at, fields are selected from its start.
  private static byte[] read(
      StoredMessage message, byte @Nullable [] firstChunk, OctetRange range, MailOctets octets)
      throws IOException {
    long length = Math.min(range.length(), MimeScanner.MAX_HEADER);
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    octets.copy(message, firstChunk, range.offset(), length, header);
    return header.toByteArray();
  }

  static MimeStructure structure(StoredMessage message, MailOctets octets) throws IOException {
    byte[] encoded = message.mail().structure();
    if (encoded != null) {
      return MimeStructure.decode(encoded).withPrefix(message.prefix().length);
    }
    MimeScanner scanner = new MimeScanner();
    octets.copy(message, null, 0, message.size(), scanner);
    return scanner.finish();
  }

  private static byte[] joined(byte[] prefix, byte[] header) {
    if (prefix.length == 0) {
      return header;
    }
    byte[] joined = Arrays.copyOf(prefix, prefix.length + header.length);
    System.arraycopy(header, 0, joined, prefix.length, header.length);
    return joined;
  }
}
