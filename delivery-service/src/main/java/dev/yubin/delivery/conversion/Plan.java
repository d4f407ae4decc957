package dev.yubin.delivery.conversion;

import dev.yubin.delivery.conversion.Step.Encode;
import dev.yubin.delivery.conversion.Step.Keep;
import dev.yubin.delivery.conversion.Step.Relabel;
import dev.yubin.mime.Content;
import dev.yubin.mime.MimePart;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Decides what is done with each segment of a mail. For one mail and one thread.
final class Plan {
  /// Of a header that has to be changed, octets.
  private static final long MAX_HEADER = 1024 * 1024;

  private static final int BLOCK = 64 * 1024;
  private static final Set<String> IDENTITIES = Set.of("7bit", "8bit", "binary");

  private final List<Segment> segments;
  private final Target target;
  private final boolean binary;
  private final List<Step> steps = new ArrayList<>();

  Plan(List<Segment> segments, Target target, boolean binary) {
    this.segments = segments;
    this.target = target;
    this.binary = binary;
  }

  /// One a segment, after [#look].
  List<Step> steps() {
    return List.copyOf(steps);
  }

  boolean hasAsciiHeaders(InputStream mail) throws IOException {
    boolean ascii = true;
    for (Segment segment : segments) {
      Purity purity = purity(mail, segment);
      ascii &= segment.kind() != Segment.Kind.HEADER || !purity.hasEighthBit();
    }
    return ascii;
  }

  /// Makes the plan.
  ///
  /// @return why the mail cannot be converted; null when it can
  @Nullable String look(InputStream mail) throws IOException {
    for (Segment segment : segments) {
      boolean fits = purity(mail, segment).fits(target, binary);
      String obstacle = fits ? null : obstacle(segment);
      if (obstacle != null) {
        return obstacle;
      }
      long length = segment.range().length();
      switch (segment.kind()) {
        case BETWEEN -> steps.add(new Keep(length));
        case HEADER -> steps.add(header(segment, length));
        case BODY -> steps.add(body(segment, length, fits));
      }
      if (steps.getLast() instanceof Step.TooLong) {
        return "A header of it is too long to be converted";
      }
    }
    return null;
  }

  private static Purity purity(InputStream mail, Segment segment) throws IOException {
    Purity purity = new Purity();
    byte[] block = new byte[BLOCK];
    long left = segment.range().length();
    while (left > 0) {
      int n = mail.readNBytes(block, 0, (int) Math.min(block.length, left));
      if (n == 0) {
        throw new IllegalStateException("The mail lacks " + left + " of its octets");
      }
      purity.take(block, n);
      left -= n;
    }
    return purity;
  }

  private static @Nullable String obstacle(Segment segment) {
    if (segment.sealed()) {
      return "The host takes no such octets, and what has them is signed";
    }
    return switch (segment.kind()) {
      case HEADER -> "The host takes no such octets in a header";
      case BETWEEN -> "The host takes no such octets between parts";
      case BODY -> isEncodable(part(segment)) ? null : "A part of it can have no other encoding";
    };
  }

  /// RFC 2045 §6.4: what is encoded is not encoded again, and messages and multiparts not at all.
  private static boolean isEncodable(MimePart part) {
    Content content = part.content();
    boolean whole = content.mediaType().is("message") || content.mediaType().is("multipart");
    return IDENTITIES.contains(encoding(part)) && !whole;
  }

  private Step header(Segment segment, long length) {
    MimePart part = part(segment);
    // What a leaf's header says is settled when its body is known.
    boolean less =
        !(part instanceof MimePart.Leaf)
            && !segment.sealed()
            && (encoding(part).equals("binary")
                || encoding(part).equals("8bit") && target == Target.SEVEN_BIT);
    return less ? relabel(length, target.encoding(), false) : new Keep(length);
  }

  private Step body(Segment segment, long length, boolean fits) {
    if (fits) {
      return new Keep(length);
    }
    MimePart part = part(segment);
    boolean text = part.content().mediaType().is("text");
    Step header = relabel(steps.getLast().length(), text ? "quoted-printable" : "base64", true);
    if (header instanceof Step.TooLong) {
      return header;
    }
    steps.set(steps.size() - 1, header);
    return new Encode(length, text);
  }

  private static Step relabel(long length, String encoding, boolean leaf) {
    return length > MAX_HEADER
        ? new Step.TooLong(length)
        : new Relabel((int) length, encoding, leaf);
  }

  private static MimePart part(Segment segment) {
    return Objects.requireNonNull(segment.part());
  }

  private static String encoding(MimePart part) {
    return part.content().encoding().toLowerCase(Locale.ROOT);
  }
}
