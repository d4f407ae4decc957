package dev.yubin.mailbox.imap.search;

import dev.yubin.mime.Disposition;
import dev.yubin.mime.MimePart;
import dev.yubin.mime.MimeStructure;
import dev.yubin.store.message.MailOctets;
import dev.yubin.store.message.StoredMessage;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The beginning of what a reader of a mail sees, as one line (RFC 8970 §3.3): of the first plain
/// text, else of the first HTML. No more is read than is needed.
public final class Preview {
  private static final int MAX_CHARACTERS = 200;

  /// Characters of a text that are looked at: what comes before may be markup alone.
  private static final int MAX_READ = 256 * 1024;

  private Preview() {}

  /// @return empty for a mail without text, as an encrypted one (RFC 8970 §3.2)
  public static String of(StoredMessage message, byte @Nullable [] firstChunk, MailOctets octets)
      throws IOException {
    byte[] structure = message.mail().structure();
    if (structure == null) {
      return "";
    }
    MimePart root = MimeStructure.decode(structure).withPrefix(message.prefix().length).root();
    List<MimePart.Leaf> texts = new ArrayList<>();
    collect(root, texts);
    Optional<MimePart.Leaf> plain = first(texts, "plain");
    Optional<MimePart.Leaf> text = plain.isPresent() ? plain : first(texts, "html");
    if (text.isEmpty()) {
      return "";
    }
    MailText mail = new MailText(message, firstChunk, octets);
    try (Reader reader = mail.open(text.get())) {
      return line(plain.isPresent() ? reader : new HtmlText(reader));
    }
  }

  private static void collect(MimePart part, List<MimePart.Leaf> texts) {
    switch (part) {
      case MimePart.Multipart multipart ->
          multipart.children().forEach(child -> collect(child, texts));
      case MimePart.Leaf leaf when leaf.content().mediaType().is("text") && !isAttached(leaf) ->
          texts.add(leaf);
      default -> {}
    }
  }

  private static boolean isAttached(MimePart part) {
    Disposition disposition = part.content().disposition();
    return disposition != null && disposition.type().equalsIgnoreCase("attachment");
  }

  private static Optional<MimePart.Leaf> first(List<MimePart.Leaf> texts, String subtype) {
    return texts.stream().filter(t -> t.content().mediaType().is("text", subtype)).findFirst();
  }

  /// White space and control characters become one space.
  private static String line(Reader text) throws IOException {
    StringBuilder line = new StringBuilder();
    int characters = 0;
    for (int read = 0; read < MAX_READ && characters < MAX_CHARACTERS; read++) {
      int c = text.read();
      if (c < 0) {
        break;
      }
      boolean space = Character.isWhitespace(c) || Character.isISOControl(c) || c == 0xa0;
      boolean again = line.isEmpty() || line.charAt(line.length() - 1) == ' ';
      if (!space || !again) {
        line.append(space ? ' ' : (char) c);
        // A pair of surrogates is one character.
        characters += Character.isHighSurrogate((char) c) ? 0 : 1;
      }
    }
    return line.toString().strip();
  }
}
