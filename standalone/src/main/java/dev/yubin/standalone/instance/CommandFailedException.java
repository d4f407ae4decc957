package dev.yubin.standalone.instance;

/// A command cannot do what it was asked to. The message is the one line that its user reads: what
/// is wrong and what to do.
public final class CommandFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CommandFailedException(String message) {
    super(message);
  }

  public CommandFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
