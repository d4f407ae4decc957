package dev.yubin.delivery.outbound;

import dev.yubin.delivery.client.Access.Protocol;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a postmaster writes for a host: `mail.example.net:25`, or with how it is spoken to,
/// `smtp://mail.example.net:587`, `smtps://mail.example.net`, `lmtp://store.example.net:24`.
///
/// @param host a name or an IP address
record HostUri(Protocol protocol, String host, int port) {
  private static final Pattern FORM =
      Pattern.compile(
          "(?:([a-z]+)://)?(?:\\[([0-9A-Fa-f:.]+)\\]|([^:/@\\[\\]]+))(?::([0-9]{1,5}))?/?");

  /// RFC 8314 §7.3
  private static final int SUBMISSIONS = 465;

  /// @param property where the text stands
  static HostUri parse(String property, String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      throw wrong(property, text);
    }
    String scheme = matcher.group(1) == null ? "smtp" : matcher.group(1).toLowerCase(Locale.ROOT);
    Protocol protocol =
        switch (scheme) {
          case "smtp" -> Protocol.SMTP;
          case "smtps" -> Protocol.SMTPS;
          case "lmtp" -> Protocol.LMTP;
          default -> throw wrong(property, text);
        };
    String digits = matcher.group(4);
    int port =
        digits != null ? Integer.parseInt(digits) : protocol == Protocol.SMTPS ? SUBMISSIONS : 0;
    if (port < 1 || port > 65_535) {
      throw wrong(property, text);
    }
    String literal = matcher.group(2);
    return new HostUri(protocol, literal != null ? literal : matcher.group(3), port);
  }

  private static IllegalArgumentException wrong(String property, String text) {
    return new IllegalArgumentException(
        property
            + "="
            + text
            + " must be host:port, such as mail.example.net:25, or a URI of smtp, smtps or"
            + " lmtp, such as smtps://mail.example.net:465");
  }
}
