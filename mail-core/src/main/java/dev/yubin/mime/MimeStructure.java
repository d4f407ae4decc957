package dev.yubin.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import java.util.Optional;

/// All that IMAP tells of a mail without its octets: the part tree, and the wire forms of ENVELOPE,
/// BODY and BODYSTRUCTURE. Equal mails have equal structures.
///
/// @param root the mail itself, at offset 0
/// @param rootEnvelope its envelope in IMAP wire form, octets as chars
public record MimeStructure(MimePart root, String rootEnvelope) {

  /// Octets of the whole mail.
  public long size() {
    return root.place().body().end();
  }

  /// The value of `ENVELOPE` (RFC 9051 §7.5.2).
  public byte[] envelope() {
    return rootEnvelope.getBytes(ISO_8859_1);
  }

  /// The value of `BODY`: no extension data (RFC 9051 §7.5.2).
  public byte[] body() {
    return new BodyWriter(false).write(root).getBytes(ISO_8859_1);
  }

  /// The value of `BODYSTRUCTURE`: with extension data (RFC 9051 §7.5.2).
  public byte[] bodyStructure() {
    return new BodyWriter(true).write(root).getBytes(ISO_8859_1);
  }

  /// Where the octets of `BODY[…]` stand.
  ///
  /// @return empty when the mail has no such section
  public Optional<OctetRange> find(SectionPath section) {
    return Sections.find(root, section);
  }

  /// The part with these numbers; the mail itself when there are none.
  ///
  /// @return empty when the mail has no such part
  public Optional<MimePart> part(List<Integer> numbers) {
    return Sections.part(root, numbers);
  }

  /// The structure of the same mail with whole header lines put before it, such as a recipient's
  /// own Return-Path and Delivered-To.
  ///
  /// @param octets of those lines
  public MimeStructure withPrefix(int octets) {
    return octets == 0 ? this : new MimeStructure(root.headerGrownBy(octets), rootEnvelope);
  }

  /// The stored form. Every later version reads it.
  public byte[] encode() {
    return new StructureEncoder().encode(this);
  }

  /// Reads what [#encode] of this or an older version wrote.
  ///
  /// @throws IllegalArgumentException when the octets are not an encoded structure
  public static MimeStructure decode(byte[] encoded) {
    return new StructureDecoder(encoded).decode();
  }
}
