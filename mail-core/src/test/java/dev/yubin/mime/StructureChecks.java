package dev.yubin.mime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.mime.MimePart.Leaf;
import dev.yubin.mime.MimePart.Message;
import dev.yubin.mime.MimePart.Multipart;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What holds for the structure of any octets whatever.
final class StructureChecks {
  private static final int ENVELOPE_FIELDS = 10;

  private int parts;

  private StructureChecks() {}

  static void check(byte[] mail, MimeStructure structure) {
    assertThat(structure.size()).isEqualTo(mail.length);
    assertThat(structure.root().place().offset()).isZero();
    StructureChecks checks = new StructureChecks();
    checks.part(structure.root(), 1);
    assertThat(checks.parts).isLessThanOrEqualTo(2 * MimeScanner.MAX_PARTS);
    assertThat(MimeStructure.decode(structure.encode())).isEqualTo(structure);
    checkEnvelope(WireReader.read(structure.envelope()));
    checkBody(WireReader.read(structure.body()), 0);
    checkBody(WireReader.read(structure.bodyStructure()), 4);
  }

  private void part(MimePart part, int depth) {
    parts++;
    assertThat(depth).isLessThanOrEqualTo(MimeScanner.MAX_DEPTH + 1);
    Place place = part.place();
    assertThat(place.headerLength()).isNotNegative();
    assertThat(place.bodyLength()).isNotNegative();
    assertThat(place.bodyLines()).isBetween(0L, place.bodyLength());
    switch (part) {
      case Leaf leaf -> assertThat(leaf.content().mediaType().is("multipart")).isFalse();
      case Message message -> {
        assertThat(message.root().place().offset()).isEqualTo(place.bodyOffset());
        assertThat(message.root().place().body().end()).isEqualTo(place.body().end());
        part(message.root(), depth + 1);
      }
      case Multipart multipart -> children(multipart, depth);
    }
  }

  private void children(Multipart multipart, int depth) {
    assertThat(multipart.children()).isNotEmpty();
    long from = multipart.place().bodyOffset();
    for (MimePart child : multipart.children()) {
      assertThat(child.place().offset()).isGreaterThanOrEqualTo(from);
      part(child, depth + 1);
      from = child.place().body().end();
    }
    assertThat(from).isLessThanOrEqualTo(multipart.place().body().end());
  }

  private static void checkEnvelope(@Nullable Object value) {
    List<?> envelope = list(value);
    assertThat(envelope).hasSize(ENVELOPE_FIELDS);
    for (int i = 2; i < 8; i++) {
      if (envelope.get(i) != null) {
        assertThat(list(envelope.get(i)))
            .isNotEmpty()
            .allSatisfy(address -> assertThat(list(address)).hasSize(4));
      }
    }
  }

  /// @param extension how many values of extension data a part has
  private static void checkBody(@Nullable Object value, int extension) {
    List<?> body = list(value);
    int children = 0;
    while (body.get(children) instanceof List<?> child) {
      checkBody(child, extension);
      children++;
    }
    if (children > 0) {
      assertThat(body).hasSize(children + 1 + extension);
    } else if (isMessage(body)) {
      assertThat(body).hasSize(10 + extension);
      checkEnvelope(body.get(7));
      checkBody(body.get(8), extension);
    } else {
      int lines = "text".equalsIgnoreCase((String) body.get(0)) ? 1 : 0;
      assertThat(body).hasSize(7 + lines + extension);
    }
  }

  private static boolean isMessage(List<?> body) {
    return body.get(0) instanceof String type
        && body.get(1) instanceof String subtype
        && new MediaType(type, subtype, List.of()).isMessage();
  }

  private static List<?> list(@Nullable Object value) {
    if (value instanceof List<?> list) {
      return list;
    }
    throw new AssertionError("Not a list: " + value);
  }
}
