package dev.yubin.delivery.client;

import java.util.Locale;
import java.util.regex.Pattern;

/// What kind of reason keeps a mail from being taken, from the status code (RFC 3463), else from
/// the words that hosts are known to use.
public enum Reason {
  /// RFC 6647: who comes again later is let in.
  GREYLISTED("greylisted"),
  /// Too much at a time, or in a time.
  RATE("rate"),
  /// The host wants nothing from our address or of our name.
  BLOCKED("blocked"),
  NO_SUCH_USER("no-such-user"),
  MAILBOX_FULL("mailbox-full"),
  TOO_LARGE("too-large"),
  /// Any other rule of the host's.
  POLICY("policy"),
  BAD_TLS("bad-tls"),
  /// Our login to the host, which our postmaster has to set right.
  LOGIN("login"),
  /// The mail is of a form that the host does not take.
  CONTENT("content"),
  BUSY("busy"),
  /// No connection, or one that was lost.
  UNREACHABLE("unreachable"),
  NO_ROUTE("no-route"),
  /// It took too long.
  EXPIRED("expired"),
  OTHER("other");

  private static final Pattern GREY_WORDS = Pattern.compile("gr[ea]y-? ?list");
  private static final Pattern RATE_WORDS =
      Pattern.compile(
          "rate.?limit|too many|throttl|too fast|slow down|unusual rate|sending rate|exceeded.*rate");
  private static final Pattern BLOCK_WORDS =
      Pattern.compile(
          "block.?list|black.?list|deny.?list|\\bblocked\\b|\\bbanned\\b|dnsbl|\\brbl\\b|reputation");
  private static final Pattern FULL_WORDS =
      Pattern.compile("mailbox (is )?full|over.?quota|quota exceeded|out of storage");
  private static final Pattern UNKNOWN_WORDS =
      Pattern.compile(
          "(user|recipient|mailbox|address) (is )?unknown|(unknown|no such) (user|recipient|mailbox)"
              + "|does not exist");

  private final String keyword;

  Reason(String keyword) {
    this.keyword = keyword;
  }

  /// As metrics and events have it.
  public String keyword() {
    return keyword;
  }

  /// @param why of a mail that was not taken
  public static Reason of(Diagnosis why) {
    // The class is one digit and a dot.
    String detail = why.status().substring(2);
    return detail.equals("4.7")
        ? EXPIRED
        : why.reply() ? said(why, detail, why.text().toLowerCase(Locale.ROOT)) : seen(why, detail);
  }

  private static Reason said(Diagnosis why, String detail, String text) {
    if (!why.isPermanent() && GREY_WORDS.matcher(text).find()) {
      return GREYLISTED;
    }
    // RFC 7372 registers X.7.25 and its neighbours, RFC 5248's registry X.7.28, "mail flood".
    if (detail.equals("7.28") || RATE_WORDS.matcher(text).find()) {
      return RATE;
    }
    if (BLOCK_WORDS.matcher(text).find()) {
      return BLOCKED;
    }
    if (detail.equals("2.2") || FULL_WORDS.matcher(text).find()) {
      return MAILBOX_FULL;
    }
    if (UNKNOWN_WORDS.matcher(text).find()) {
      return NO_SUCH_USER;
    }
    return byStatus(detail, text);
  }

  private static Reason byStatus(String detail, String text) {
    return switch (detail) {
      case "1.0", "1.1", "1.2", "1.3", "1.6", "1.10", "2.1" -> NO_SUCH_USER;
      case "2.3", "3.4" -> TOO_LARGE;
      case "7.10", "7.30" -> BAD_TLS;
      case "3.2", "3.1", "4.5" -> BUSY;
      case "0.0" -> text.startsWith("421") ? BUSY : OTHER;
      default ->
          switch (detail.charAt(0)) {
            case '6' -> CONTENT;
            case '7' -> POLICY;
            default -> OTHER;
          };
    };
  }

  /// What we found ourselves.
  private static Reason seen(Diagnosis why, String detail) {
    return switch (detail) {
      case "3.4" -> TOO_LARGE;
      case "4.1", "4.2", "5.0" -> UNREACHABLE;
      case "4.3", "4.4", "1.2", "1.10" -> NO_ROUTE;
      case "7.5", "7.10", "7.30" -> BAD_TLS;
      case "7.8" -> LOGIN;
      default -> detail.charAt(0) == '6' ? CONTENT : OTHER;
    };
  }
}
