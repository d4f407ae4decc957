package dev.yubin.mailbox.pop3.command;

import java.util.Optional;

/// RFC 5034 §4.
///
/// @param mechanism as the client named it
/// @param initialResponse base64, or `=` for one of no octets
public record Auth(String mechanism, Optional<String> initialResponse) implements Pop3Command {
  @Override
  public String toString() {
    return "Auth[mechanism=" + mechanism + "]";
  }
}
