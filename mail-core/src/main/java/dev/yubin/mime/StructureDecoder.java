package dev.yubin.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.yubin.mime.MimePart.Leaf;
import dev.yubin.mime.MimePart.Message;
import dev.yubin.mime.MimePart.Multipart;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads what [StructureEncoder] wrote.
final class StructureDecoder {
  private final byte[] octets;
  private int position;

  StructureDecoder(byte[] octets) {
    this.octets = octets;
  }

  MimeStructure decode() {
    int version = octet();
    if (version != StructureEncoder.VERSION) {
      throw new IllegalArgumentException("Unknown version of a stored structure: " + version);
    }
    String envelope = string();
    MimePart root = part(0, 0);
    if (position != octets.length) {
      throw broken();
    }
    return new MimeStructure(root, envelope);
  }

  private MimePart part(long from, int depth) {
    if (depth > MimeScanner.MAX_DEPTH) {
      throw broken();
    }
    int kind = octet();
    Place place = new Place(from + number(), number(), number(), number());
    Content content = content();
    return switch (kind) {
      case StoredKind.LEAF -> new Leaf(place, content);
      case StoredKind.MULTIPART -> new Multipart(place, content, children(place, depth));
      case StoredKind.MESSAGE ->
          new Message(place, content, string(), part(place.bodyOffset(), depth + 1));
      default -> throw broken();
    };
  }

  private List<MimePart> children(Place place, int depth) {
    long count = number();
    List<MimePart> children = new ArrayList<>();
    long from = place.bodyOffset();
    for (long i = 0; i < count; i++) {
      MimePart child = part(from, depth + 1);
      children.add(child);
      from = child.place().body().end();
    }
    return children;
  }

  private Content content() {
    MediaType type = new MediaType(string(), string(), parameters());
    String encoding = string();
    return new Content(
        type, optional(), optional(), encoding, optional(), disposition(), languages(), optional());
  }

  private @Nullable Disposition disposition() {
    String type = optional();
    return type == null ? null : new Disposition(type, parameters());
  }

  private List<String> languages() {
    long count = number();
    List<String> languages = new ArrayList<>();
    for (long i = 0; i < count; i++) {
      languages.add(string());
    }
    return languages;
  }

  private List<Parameter> parameters() {
    long count = number();
    List<Parameter> parameters = new ArrayList<>();
    for (long i = 0; i < count; i++) {
      parameters.add(new Parameter(string(), string()));
    }
    return parameters;
  }

  private String string() {
    String text = optional();
    if (text == null) {
      throw broken();
    }
    return text;
  }

  private @Nullable String optional() {
    long number = number();
    if (number == StoredWords.NULL) {
      return null;
    }
    if (number < StoredWords.count()) {
      return StoredWords.word((int) number);
    }
    long length = number - StoredWords.count();
    if (length > octets.length - position) {
      throw broken();
    }
    position += (int) length;
    return new String(octets, position - (int) length, (int) length, ISO_8859_1);
  }

  private long number() {
    long number = 0;
    for (int shift = 0; shift < 63; shift += 7) {
      int octet = octet();
      number |= (octet & 0x7fL) << shift;
      if (octet < 0x80) {
        return number;
      }
    }
    throw broken();
  }

  private int octet() {
    if (position == octets.length) {
      throw broken();
    }
    return octets[position++] & 0xff;
  }

  private IllegalArgumentException broken() {
    return new IllegalArgumentException("A stored structure is broken at octet " + position);
  }
}
