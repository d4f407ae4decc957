package dev.yubin.smtp.inspection.spf;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.yubin.smtp.inspection.dns.AddressLabels;
import java.net.Inet4Address;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Expands macros (RFC 7208 §7) for one check.
final class Macros {
  private final Request request;
  private final ClientNames names;
  private final String receiver;
  private final InstantSource clock;

  Macros(Request request, ClientNames names, String receiver, InstantSource clock) {
    this.request = request;
    this.names = names;
    this.receiver = receiver;
    this.clock = clock;
  }

  /// @param domain the one whose record this is from
  /// @return a name to ask for, which may be none that the DNS can have
  String domain(MacroString macros, String domain) {
    return DomainNames.fitted(text(macros, domain));
  }

  String text(MacroString macros, String domain) {
    StringBuilder result = new StringBuilder();
    for (MacroPart part : macros.parts()) {
      result.append(
          switch (part) {
            case MacroPart.Literal(String text) -> text;
            case MacroPart.Escape(String text) -> text;
            case MacroPart.Expansion expansion -> expand(expansion, domain);
          });
    }
    return result.toString();
  }

  private String expand(MacroPart.Expansion macro, String domain) {
    String value = transformed(macro, value(macro.letter(), domain));
    return macro.escaped() ? escaped(value) : value;
  }

  /// RFC 7208 §7.2
  private String value(char letter, String domain) {
    return switch (letter) {
      case 's' -> request.localPart() + "@" + request.senderDomain();
      case 'l' -> request.localPart();
      case 'o' -> request.senderDomain();
      case 'd' -> domain;
      case 'i' -> AddressLabels.forward(request.client()).toUpperCase(Locale.ROOT);
      case 'p' -> names.best(domain);
      case 'v' -> request.client() instanceof Inet4Address ? "in-addr" : "ip6";
      case 'h' -> request.helo();
      case 'c' -> AddressText.of(request.client());
      case 'r' -> receiver;
      case 't' -> Long.toString(clock.instant().getEpochSecond());
      default -> throw new IllegalArgumentException("No macro letter: " + letter);
    };
  }

  /// RFC 7208 §7.3: split, reversed, shortened on the left, joined with dots.
  private static String transformed(MacroPart.Expansion macro, String value) {
    String delimiter = "[" + Pattern.quote(macro.delimiters()) + "]";
    List<String> parts = Arrays.asList(value.split(delimiter, -1));
    if (macro.reversed()) {
      Collections.reverse(parts);
    }
    int from = Math.max(0, parts.size() - macro.keep());
    return String.join(".", parts.subList(from, parts.size()));
  }

  /// RFC 7208 §7.3: all but the unreserved characters of RFC 3986 §2.3.
  private static String escaped(String value) {
    StringBuilder result = new StringBuilder();
    for (byte octet : value.getBytes(UTF_8)) {
      char c = (char) (octet & 0xFF);
      if (c < 0x80 && (Character.isLetterOrDigit(c) || "-._~".indexOf(c) >= 0)) {
        result.append(c);
      } else {
        result.append(String.format(Locale.ROOT, "%%%02X", (int) c));
      }
    }
    return result.toString();
  }
}
