package dev.yubin.mail;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An address as SMTP carries it: `Mailbox` of RFC 5321 §4.1.2 with the extensions of RFC 6531
/// §3.3.
///
/// @param localPart unquoted and unescaped; its case is kept
/// @param domain A-labels in lower case, or an address literal with its brackets
public record EmailAddress(String localPart, String domain) {
  /// RFC 5321 §4.5.3.1.1, octets.
  private static final int MAX_LOCAL_PART = 64;

  /// What forwarders make of a sender's address (`SRS0=…`) holds its domain, too. RFC 5321 §4.5.3.1
  /// lets hosts take more than they must; a path has 256 octets at most (§4.5.3.1.3).
  private static final int MAX_REWRITTEN = 190;

  private static final Pattern REWRITTEN = Pattern.compile("(?i)SRS[01][=+-]");

  private static final int MAX_PATH = 254;

  /// RFC 5321 §4.5.3.1.2, octets.
  private static final int MAX_DOMAIN = 255;

  /// UTF8-non-ascii of RFC 6532 §3.1: a lone surrogate has no UTF-8 form.
  private static final String NON_ASCII = "\\x{80}-\\x{D7FF}\\x{E000}-\\x{10FFFF}";

  private static final String ATEXT = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~\\-" + NON_ASCII + "]";
  private static final Pattern DOT_STRING = Pattern.compile(ATEXT + "++(\\." + ATEXT + "++)*+");
  private static final Pattern QUOTED_STRING =
      Pattern.compile(
          "\"(?:[\\x20\\x21\\x23-\\x5B\\x5D-\\x7E" + NON_ASCII + "]|\\\\[\\x20-\\x7E])*+\"");
  private static final Pattern DOMAIN =
      Pattern.compile(
          "[A-Za-z0-9](?:[A-Za-z0-9\\-]{0,61}[A-Za-z0-9])?(\\.[A-Za-z0-9](?:[A-Za-z0-9\\-]{0,61}[A-Za-z0-9])?)*+");
  /// RFC 5321 §4.1.3: 0 to 255.
  private static final String SNUM = "(?:25[0-5]|2[0-4]\\d|[01]?\\d?\\d)";

  private static final Pattern ADDRESS_LITERAL =
      Pattern.compile("\\[(?:" + SNUM + "(?:\\." + SNUM + "){3}|IPv6:([0-9A-Fa-f:.]{2,45}))\\]");

  /// Reads `local-part@domain`. U-labels of the domain become A-labels.
  ///
  /// @return empty when the text is not an address
  public static Optional<EmailAddress> parse(String text) {
    int at = text.lastIndexOf('@');
    if (at < 1) {
      return Optional.empty();
    }
    Optional<String> local = localPart(text.substring(0, at));
    Optional<String> domain = domain(text.substring(at + 1));
    return local
        .flatMap(l -> domain.map(d -> new EmailAddress(l, d)))
        .filter(EmailAddress::isOfLawfulLength);
  }

  private boolean isOfLawfulLength() {
    int length = utf8Length(localPart);
    return length <= MAX_LOCAL_PART
        || (REWRITTEN.matcher(localPart).lookingAt() && length + 1 + domain.length() <= MAX_PATH);
  }

  /// For addresses that are known to be right, such as those of our own records.
  ///
  /// @throws IllegalArgumentException when the text is not an address
  public static EmailAddress of(String text) {
    return parse(text)
        .orElseThrow(() -> new IllegalArgumentException("Not an e-mail address: " + text));
  }

  private static Optional<String> localPart(String text) {
    if (text.length() > 2 * MAX_REWRITTEN + 2) {
      return Optional.empty();
    }
    String local;
    if (DOT_STRING.matcher(text).matches()) {
      local = text;
    } else if (QUOTED_STRING.matcher(text).matches()) {
      local = text.substring(1, text.length() - 1).replaceAll("\\\\(.)", "$1");
    } else {
      return Optional.empty();
    }
    return local.isEmpty() || utf8Length(local) > MAX_REWRITTEN
        ? Optional.empty()
        : Optional.of(local);
  }

  /// Reads a domain or an address literal, and gives it in the form of this record.
  ///
  /// @return empty when the text is neither
  public static Optional<String> domain(String text) {
    if (text.startsWith("[")) {
      return isAddressLiteral(text) ? Optional.of(text) : Optional.empty();
    }
    if (text.length() > MAX_DOMAIN) {
      return Optional.empty();
    }
    return InternationalDomain.toAscii(text)
        .filter(ascii -> ascii.length() <= MAX_DOMAIN && DOMAIN.matcher(ascii).matches());
  }

  private static boolean isAddressLiteral(String text) {
    Matcher literal = ADDRESS_LITERAL.matcher(text);
    String ipv6 = literal.matches() ? literal.group(1) : "";
    if (ipv6 == null) {
      return true;
    }
    try {
      return ipv6.contains(":") && InetAddress.ofLiteral(ipv6).getAddress().length > 0;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /// What two spellings of one address share. A local part is compared without case at the domains
  /// that we host; RFC 5321 §2.4 leaves that to the host.
  public String key() {
    return toString().toLowerCase(Locale.ROOT);
  }

  /// Whether a peer without SMTPUTF8 can be given this address.
  public boolean isAscii() {
    return localPart.chars().allMatch(c -> c < 0x80);
  }

  private static int utf8Length(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /// The form of RFC 5321, quoted where it must be.
  @Override
  public String toString() {
    String local =
        DOT_STRING.matcher(localPart).matches()
            ? localPart
            : "\"" + localPart.replaceAll("([\"\\\\])", "\\\\$1") + "\"";
    return local + "@" + domain;
  }
}
