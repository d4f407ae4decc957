package dev.yubin.mailbox.imap.search;

import dev.yubin.mime.Content;
import dev.yubin.mime.MimePart;
import dev.yubin.mime.MimeStructure;
import dev.yubin.mime.OctetRange;
import dev.yubin.store.message.MailOctets;
import dev.yubin.store.message.StoredMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The texts of a mail as a reader sees them: transfer encodings and charsets decoded. Attachments
/// that are no text are passed over. However large a part is, only a window of it is in memory.
final class MailText {
  private final StoredMessage message;
  private final byte @Nullable [] firstChunk;
  private final MailOctets octets;

  MailText(StoredMessage message, byte @Nullable [] firstChunk, MailOctets octets) {
    this.message = message;
    this.firstChunk = firstChunk;
    this.octets = octets;
  }

  boolean bodyContains(Needle needle) throws IOException {
    byte[] structure = message.mail().structure();
    if (structure == null) {
      return false;
    }
    MimePart root = MimeStructure.decode(structure).withPrefix(message.prefix().length).root();
    return partContains(root, needle);
  }

  private boolean partContains(MimePart part, Needle needle) throws IOException {
    return switch (part) {
      case MimePart.Multipart multipart -> anyContains(multipart.children(), needle);
      case MimePart.Message nested ->
          headerContains(nested.root().place().header(), needle)
              || partContains(nested.root(), needle);
      case MimePart.Leaf leaf ->
          leaf.content().mediaType().is("text") && leafContains(leaf, needle);
    };
  }

  private boolean anyContains(Iterable<MimePart> parts, Needle needle) throws IOException {
    for (MimePart part : parts) {
      if (partContains(part, needle)) {
        return true;
      }
    }
    return false;
  }

  private boolean headerContains(OctetRange header, Needle needle) throws IOException {
    long length = Math.min(header.length(), 64 * 1024);
    try (InputStream in = octets.open(message, firstChunk, header.offset(), length)) {
      String text = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
      return needle.isIn(EncodedWords.decode(unfolded(text)));
    }
  }

  private boolean leafContains(MimePart.Leaf leaf, Needle needle) throws IOException {
    try (Reader reader = open(leaf)) {
      return needle.isIn(reader);
    }
  }

  /// The text of a part.
  Reader open(MimePart.Leaf leaf) throws IOException {
    OctetRange body = leaf.place().body();
    InputStream in = octets.open(message, firstChunk, body.offset(), body.length());
    return new InputStreamReader(
        TransferEncoding.decoded(in, leaf.content().encoding()), charset(leaf.content()));
  }

  private static Charset charset(Content content) {
    String name = content.mediaType().parameter("charset");
    // Unlabelled text is in our days UTF-8, of which ASCII is a part.
    return name == null || name.equalsIgnoreCase("us-ascii")
        ? StandardCharsets.UTF_8
        : EncodedWords.charset(name);
  }

  static String unfolded(String header) {
    return header.replaceAll("\r?\n(?=[ \t])", "");
  }
}
