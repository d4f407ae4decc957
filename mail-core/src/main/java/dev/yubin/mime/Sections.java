package dev.yubin.mime;

import dev.yubin.mime.MimePart.Leaf;
import dev.yubin.mime.MimePart.Message;
import dev.yubin.mime.MimePart.Multipart;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Part numbers (RFC 9051 §6.4.5.1). A message and its body have one node in the tree; what a
/// number means depends on which of the two is stood on, so the walk keeps them apart.
final class Sections {
  private Sections() {}

  static Optional<OctetRange> find(MimePart root, SectionPath section) {
    if (section.numbers().isEmpty()) {
      return Optional.of(ofMessage(root, section.what()));
    }
    return part(root, section.numbers()).flatMap(part -> ofPart(part, section.what()));
  }

  static Optional<MimePart> part(MimePart root, List<Integer> numbers) {
    MimePart part = root;
    boolean atMessage = true;
    for (int number : numbers) {
      MimePart next = atMessage ? inMessage(part, number) : inPart(part, number);
      if (next == null) {
        return Optional.empty();
      }
      part = next;
      atMessage = false;
    }
    return Optional.of(part);
  }

  private static OctetRange ofMessage(MimePart message, SectionPath.What what) {
    Place place = message.place();
    return switch (what) {
      case ALL -> new OctetRange(place.offset(), place.headerLength() + place.bodyLength());
      case HEADER, MIME -> place.header();
      case TEXT -> place.body();
    };
  }

  /// HEADER and TEXT of a part are those of the message inside it: other parts have none.
  private static Optional<OctetRange> ofPart(MimePart part, SectionPath.What what) {
    return switch (what) {
      case ALL -> Optional.of(part.place().body());
      case MIME -> Optional.of(part.place().header());
      case HEADER, TEXT ->
          part instanceof Message message
              ? Optional.of(ofMessage(message.root(), what))
              : Optional.empty();
    };
  }

  /// "Every message has at least one part number": the body of a message that is no multipart is 1.
  private static @Nullable MimePart inMessage(MimePart message, int number) {
    return switch (message) {
      case Multipart multipart -> child(multipart, number);
      case Leaf leaf -> number == 1 ? leaf : null;
      case Message nested -> number == 1 ? nested : null;
    };
  }

  private static @Nullable MimePart inPart(MimePart part, int number) {
    return switch (part) {
      case Multipart multipart -> child(multipart, number);
      case Message nested -> inMessage(nested.root(), number);
      case Leaf leaf -> null;
    };
  }

  private static @Nullable MimePart child(Multipart multipart, int number) {
    return number <= multipart.children().size() ? multipart.children().get(number - 1) : null;
  }
}
