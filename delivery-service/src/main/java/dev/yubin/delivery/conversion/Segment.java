package dev.yubin.delivery.conversion;

import dev.yubin.mime.MimePart;
import dev.yubin.mime.MimeStructure;
import dev.yubin.mime.OctetRange;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A stretch of a mail. All of them together, in their order, are the mail.
///
/// @param part whose header or body it is; null for what stands between parts: delimiters, and
///     the texts before the first and behind the last
/// @param sealed whether it is signed (RFC 1847 §2.1), and must not change
record Segment(Kind kind, OctetRange range, @Nullable MimePart part, boolean sealed) {

  enum Kind {
    HEADER,
    BODY,
    BETWEEN
  }

  static List<Segment> of(MimeStructure structure) {
    Cutter cutter = new Cutter();
    cutter.cut(structure.root(), false);
    cutter.between(structure.size(), false);
    return cutter.segments;
  }

  private static final class Cutter {
    private final List<Segment> segments = new ArrayList<>();
    private long reached;

    private void cut(MimePart part, boolean sealed) {
      between(part.place().offset(), sealed);
      add(Kind.HEADER, part.place().header(), part, sealed);
      switch (part) {
        case MimePart.Leaf leaf -> add(Kind.BODY, leaf.place().body(), leaf, sealed);
        case MimePart.Message message -> cut(message.root(), sealed);
        case MimePart.Multipart multipart -> {
          boolean signed = sealed || multipart.content().mediaType().is("multipart", "signed");
          multipart.children().forEach(child -> cut(child, signed));
          between(multipart.place().body().end(), sealed);
        }
      }
    }

    private void between(long offset, boolean sealed) {
      if (offset > reached) {
        add(Kind.BETWEEN, new OctetRange(reached, offset - reached), null, sealed);
      }
    }

    private void add(Kind kind, OctetRange range, @Nullable MimePart part, boolean sealed) {
      segments.add(new Segment(kind, range, part, sealed));
      reached = range.end();
    }
  }
}
