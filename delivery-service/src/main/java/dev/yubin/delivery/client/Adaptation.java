package dev.yubin.delivery.client;

import dev.yubin.delivery.conversion.Conversion;
import dev.yubin.delivery.conversion.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/// Gives a mail the form that a host takes, where it does not take the mail's own.
record Adaptation(String host, Capabilities offered) {

  /// What comes of it.
  sealed interface Adapted {
    record Mail(Outgoing mail) implements Adapted {}

    record Unfit(Diagnosis why) implements Adapted {}
  }

  /// Reads the mail only where the host lacks something.
  Adapted of(Outgoing mail) {
    try {
      if (!mail.parameters().smtpUtf8() || offered.has("SMTPUTF8")) {
        return toOctets(mail);
      }
      // RFC 6531 §3.2: what is ASCII in fact can go; else the codes of RFC 5248's registry.
      if (mail.hasNonAsciiAddress()) {
        return unfit("5.6.7", "The host takes no addresses outside ASCII");
      }
      return Conversion.hasAsciiHeaders(mail.content()::open)
          ? toOctets(mail.asAscii())
          : unfit("5.6.9", "The host takes no header outside ASCII");
    } catch (IOException e) {
      throw new UncheckedIOException("A mail at rest could not be read", e);
    }
  }

  private Adapted toOctets(Outgoing mail) throws IOException {
    Optional<Target> lacking = lacking(mail);
    if (lacking.isEmpty()) {
      return new Adapted.Mail(mail);
    }
    return switch (Conversion.of(mail.content()::open, mail.isBinary(), lacking.get())) {
      case Conversion.Unneeded _ -> new Adapted.Mail(mail.asLines(mail.size(), mail.content()));
      case Conversion.Converted(long size, Conversion.Source content) ->
          new Adapted.Mail(mail.asLines(size, content::open));
      // RFC 6152 §3, RFC 3030 §3: what cannot be converted is returned.
      case Conversion.Impossible(String why) -> unfit("5.6.3", why);
    };
  }

  /// What the mail has to be brought to; empty when it can go as it is.
  private Optional<Target> lacking(Outgoing mail) {
    if (mail.isBinary()) {
      if (offered.has("BINARYMIME") && offered.has("CHUNKING")) {
        return Optional.empty();
      }
      return Optional.of(offered.has("8BITMIME") ? Target.EIGHT_BIT : Target.SEVEN_BIT);
    }
    return offered.has("8BITMIME") ? Optional.empty() : Optional.of(Target.SEVEN_BIT);
  }

  private Adapted unfit(String status, String text) {
    return new Adapted.Unfit(Diagnosis.own(host, status, text));
  }
}
