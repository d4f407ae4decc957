package dev.yubin.mailbox.imap.wire;

import java.io.IOException;
import java.io.OutputStream;

/// A literal that the client has announced and that was not taken yet, such as the mail of an
/// APPEND. It is taken at most once; one that is not is read over behind the command.
public final class Literal {
  private final CommandInput input;
  private final LiteralMark mark;

  Literal(CommandInput input, LiteralMark mark) {
    this.input = input;
    this.mark = mark;
  }

  /// Octets.
  public long size() {
    return mark.size();
  }

  /// Asks the client for it where that is to be done, and takes it piece by piece. The command
  /// goes on behind it.
  public void copyTo(OutputStream sink) throws IOException, BadSyntaxException {
    input.copy(mark, sink);
  }

  byte[] hold() throws IOException, BadSyntaxException {
    return input.hold(mark);
  }
}
