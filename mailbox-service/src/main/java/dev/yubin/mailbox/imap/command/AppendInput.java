package dev.yubin.mailbox.imap.command;

import dev.yubin.mailbox.imap.wire.Arguments;
import dev.yubin.mailbox.imap.wire.BadSyntaxException;
import dev.yubin.mailbox.imap.wire.Literal;
import dev.yubin.store.message.Flags;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The mails of APPEND and REPLACE (RFC 3502, RFC 4469 §5), which are read while their octets
/// arrive: what is behind a literal is known when the literal has been taken.
public final class AppendInput {
  private static final int MAX_PIECES = 1000;

  private final Arguments in;
  private boolean begun;
  private boolean catenated;
  private int pieces;

  /// Whether a parenthesis is to be closed behind the literal (RFC 6855 §4).
  private boolean isOpen;

  AppendInput(Arguments in) {
    this.in = in;
  }

  /// What goes before a mail.
  ///
  /// @param internalDate now where there is none
  public record Head(Flags flags, Optional<Instant> internalDate) {}

  /// What a mail is put together of.
  public sealed interface Piece {

    record Text(Literal literal) implements Piece {}

    /// @param url of another message or a part of it
    record Url(String url) implements Piece {}
  }

  /// @return null behind the last mail
  public @Nullable Head nextMail() throws IOException, BadSyntaxException {
    if (begun && in.atEnd()) {
      return null;
    }
    begun = true;
    in.space();
    Flags flags = Flags.NONE;
    if (in.isNext('(')) {
      flags = new FlagParser(in).list();
      in.space();
    }
    Optional<Instant> date = Optional.empty();
    if (in.isNext('"')) {
      date = Optional.of(DateTexts.dateTime(in));
      in.space();
    }
    catenated = in.acceptText("CATENATE (");
    pieces = 0;
    return new Head(flags, date);
  }

  /// Whether the mail is put together of pieces.
  public boolean isCatenated() {
    return catenated;
  }

  /// @return null behind the mail's last piece
  public @Nullable Piece nextPiece() throws IOException, BadSyntaxException {
    if (isOpen) {
      in.expect(')');
      isOpen = false;
    }
    if (pieces > 0 && (!catenated || in.accept(')'))) {
      return null;
    }
    if (pieces++ == MAX_PIECES) {
      throw new BadSyntaxException("Too many parts");
    }
    if (catenated && pieces > 1) {
      in.space();
    }
    return piece();
  }

  private Piece piece() throws IOException, BadSyntaxException {
    isOpen = in.acceptText("UTF8 (");
    if (isOpen || !catenated) {
      return new Piece.Text(in.literal());
    }
    if (in.acceptText("URL ")) {
      return new Piece.Url(in.astringText());
    }
    if (!in.acceptText("TEXT ")) {
      throw new BadSyntaxException("TEXT or URL expected");
    }
    return new Piece.Text(in.literal());
  }

  /// @throws BadSyntaxException when something follows the mail
  public void end() throws BadSyntaxException {
    in.end();
  }
}
