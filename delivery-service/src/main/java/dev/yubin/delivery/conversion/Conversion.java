package dev.yubin.delivery.conversion;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// What it takes to send a mail to a host that lacks 8BITMIME or BINARYMIME (RFC 6152 §3, RFC 3030
/// §3).
public sealed interface Conversion {

  /// Where the octets of a mail are; opened several times.
  @FunctionalInterface
  interface Source {
    InputStream open() throws IOException;
  }

  /// It can go as it is.
  record Unneeded() implements Conversion {}

  /// It can go in another form. Signatures over its octets break (RFC 6376 §5.3).
  ///
  /// @param size of that form, octets
  record Converted(long size, Source content) implements Conversion {}

  /// It cannot go: something would be lost.
  ///
  /// @param why a sentence
  record Impossible(String why) implements Conversion {}

  /// Reads the mail once, and where it must be converted, twice more. Holds one header at most.
  ///
  /// @param binary whether the mail is declared BINARYMIME
  static Conversion of(Source mail, boolean binary, Target target) throws IOException {
    Plan plan;
    try (InputStream octets = mail.open()) {
      Examination examination = Examination.of(octets);
      if (examination.whole().fits(target, binary)) {
        return new Unneeded();
      }
      plan = new Plan(Segment.of(examination.structure()), target, binary);
    }
    String obstacle;
    try (InputStream octets = mail.open()) {
      obstacle = plan.look(octets);
    }
    if (obstacle != null) {
      return new Impossible(obstacle);
    }
    Source converted = () -> new ConvertedMail(mail.open(), plan.steps());
    try (InputStream octets = converted.open()) {
      return new Converted(octets.transferTo(OutputStream.nullOutputStream()), converted);
    }
  }

  /// Whether all headers of a mail, those of its parts and of mails within it too, are ASCII: then
  /// nothing in it needs SMTPUTF8 (RFC 6531 §3.2).
  static boolean hasAsciiHeaders(Source mail) throws IOException {
    try (InputStream octets = mail.open()) {
      Examination examination = Examination.of(octets);
      if (!examination.whole().hasEighthBit()) {
        return true;
      }
      Plan plan = new Plan(Segment.of(examination.structure()), Target.SEVEN_BIT, false);
      try (InputStream again = mail.open()) {
        return plan.hasAsciiHeaders(again);
      }
    }
  }
}
