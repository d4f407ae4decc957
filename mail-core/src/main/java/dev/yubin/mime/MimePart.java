package dev.yubin.mime;

import java.util.List;

/// A node of the part tree.
public sealed interface MimePart {
  Place place();

  Content content();

  /// A part with nothing inside that IMAP would name.
  record Leaf(Place place, Content content) implements MimePart {}

  /// A multipart (RFC 2046 §5.1).
  ///
  /// @param children at least one: where the mail has none, an empty text/plain at the end of the
  ///     body stands in, since RFC 9051 §9 (`body-type-mpart`) knows no empty multipart
  record Multipart(Place place, Content content, List<MimePart> children) implements MimePart {
    public Multipart {
      children = List.copyOf(children);
    }
  }

  /// A message/rfc822 (RFC 2046 §5.2.1) or message/global (RFC 6532 §3.7).
  ///
  /// @param envelope of the message inside, in IMAP wire form
  /// @param root the message inside; its header starts where this part's body does
  record Message(Place place, Content content, String envelope, MimePart root)
      implements MimePart {}

  /// This part in a mail to which octets were added somewhere before it.
  default MimePart movedBy(int octets) {
    return at(place().movedBy(octets), octets);
  }

  /// This part with header lines added before its own.
  default MimePart headerGrownBy(int octets) {
    return at(place().headerGrownBy(octets), octets);
  }

  private MimePart at(Place place, int move) {
    return switch (this) {
      case Leaf leaf -> new Leaf(place, leaf.content());
      case Multipart multipart ->
          new Multipart(
              place,
              multipart.content(),
              multipart.children().stream().map(part -> part.movedBy(move)).toList());
      case Message message ->
          new Message(place, message.content(), message.envelope(), message.root().movedBy(move));
    };
  }
}
