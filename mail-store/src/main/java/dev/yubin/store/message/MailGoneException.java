package dev.yubin.store.message;

import java.io.IOException;
import java.util.UUID;

/// The octets of a mail are not there any more: its last message was expunged, and it was swept
/// away while it was read.
public final class MailGoneException extends IOException {
  private static final long serialVersionUID = 1L;

  MailGoneException(UUID mail) {
    super("The octets of mail " + mail + " are gone");
  }
}
