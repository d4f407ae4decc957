package dev.yubin.mailbox.pop3.command;

/// RFC 1939 §7.
///
/// @param password everything after the keyword and one space: spaces may be in it
public record Pass(String password) implements Pop3Command {
  @Override
  public String toString() {
    return "Pass[password=***]";
  }
}
