package dev.yubin.mail;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A time by which a mail shall have reached its recipients (BY of RFC 2852 §4).
///
/// @param time may be past for [Mode#NOTIFY]
/// @param trace whether each relay is to tell the sender that it passed the mail on
public record DeliverBy(Instant time, Mode mode, boolean trace) {
  private static final Pattern FORM = Pattern.compile("(\\S+);([RN])(T?)");

  /// What is done with a mail that is late.
  public enum Mode {
    /// It goes back to its sender.
    RETURN,
    /// It goes on, and its sender is told.
    NOTIFY
  }

  /// The form in which it is stored: `2026-11-24T09:00:00Z;RT`.
  @Override
  public String toString() {
    return time + ";" + mode.name().charAt(0) + (trace ? "T" : "");
  }

  /// @param text of the form of [#toString]
  /// @throws IllegalArgumentException when it is not
  public static DeliverBy parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException("No time to deliver by: " + text);
    }
    Mode mode = form.group(2).equals("R") ? Mode.RETURN : Mode.NOTIFY;
    try {
      return new DeliverBy(Instant.parse(form.group(1)), mode, !form.group(3).isEmpty());
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("No time to deliver by: " + text, e);
    }
  }
}
