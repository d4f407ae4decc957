package dev.yubin.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.yubin.mime.MimePart.Leaf;
import dev.yubin.mime.MimePart.Message;
import dev.yubin.mime.MimePart.Multipart;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes the stored form of a structure: a version octet, the envelope, then the tree in depth
/// first order. Numbers are LEB128; offsets count from where the part could start at the earliest,
/// so that a mail with few parts takes a few octets a part; the most usual words are one octet.
final class StructureEncoder {
  static final int VERSION = 1;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream(512);

  byte[] encode(MimeStructure structure) {
    out.write(VERSION);
    string(structure.rootEnvelope());
    part(structure.root(), 0);
    return out.toByteArray();
  }

  /// @param from the part's earliest offset
  private void part(MimePart part, long from) {
    Place place = part.place();
    switch (part) {
      case Leaf leaf -> {
        head(StoredKind.LEAF, place, from);
        content(leaf.content());
      }
      case Multipart multipart -> {
        head(StoredKind.MULTIPART, place, from);
        content(multipart.content());
        children(multipart);
      }
      case Message message -> {
        head(StoredKind.MESSAGE, place, from);
        content(message.content());
        string(message.envelope());
        part(message.root(), place.bodyOffset());
      }
    }
  }

  private void children(Multipart multipart) {
    number(multipart.children().size());
    long from = multipart.place().bodyOffset();
    for (MimePart child : multipart.children()) {
      part(child, from);
      from = child.place().body().end();
    }
  }

  private void head(int kind, Place place, long from) {
    out.write(kind);
    number(place.offset() - from);
    number(place.headerLength());
    number(place.bodyLength());
    number(place.bodyLines());
  }

  private void content(Content content) {
    MediaType type = content.mediaType();
    string(type.type());
    string(type.subtype());
    parameters(type.parameters());
    string(content.encoding());
    optional(content.id());
    optional(content.description());
    optional(content.md5());
    disposition(content.disposition());
    number(content.languages().size());
    content.languages().forEach(this::string);
    optional(content.location());
  }

  private void disposition(@Nullable Disposition disposition) {
    optional(disposition == null ? null : disposition.type());
    if (disposition != null) {
      parameters(disposition.parameters());
    }
  }

  private void parameters(List<Parameter> parameters) {
    number(parameters.size());
    for (Parameter parameter : parameters) {
      string(parameter.name());
      string(parameter.value());
    }
  }

  private void optional(@Nullable String text) {
    if (text == null) {
      number(StoredWords.NULL);
    } else {
      string(text);
    }
  }

  /// A usual word by its number, else its length behind all such numbers, and its octets.
  private void string(String text) {
    int word = StoredWords.number(text);
    if (word >= 0) {
      number(word);
      return;
    }
    number(StoredWords.count() + (long) text.length());
    out.writeBytes(text.getBytes(ISO_8859_1));
  }

  private void number(long number) {
    long rest = number;
    while (rest >= 0x80) {
      out.write((int) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }
}
