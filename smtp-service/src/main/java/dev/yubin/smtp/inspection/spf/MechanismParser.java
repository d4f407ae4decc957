package dev.yubin.smtp.inspection.spf;

import dev.yubin.server.Network;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads one mechanism (RFC 7208 §5).
final class MechanismParser {
  private static final Pattern ARGUMENT_AND_LENGTHS =
      Pattern.compile("(:.*?)??(?:/([0-9]+))?(?://([0-9]+))?");
  private static final Pattern ADDRESS_AND_LENGTH = Pattern.compile(":([^/]+)(?:/([0-9]+))?");
  private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
  private static final Pattern IP4 = Pattern.compile(OCTET + "(?:\\." + OCTET + "){3}");
  private static final Pattern IP6 = Pattern.compile("(?=.*:)[0-9A-Fa-f:.]{2,45}");

  private MechanismParser() {}

  /// @param rest what follows the name, with the `:` or `/`
  static Mechanism parse(String name, String rest) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "all" -> all(rest);
      case "include" -> new Mechanism.Include(required(rest));
      case "exists" -> new Mechanism.Exists(required(rest));
      case "ptr" -> new Mechanism.Ptr(optional(rest));
      case "a" -> withLengths(rest, Mechanism.A::new);
      case "mx" -> withLengths(rest, Mechanism.Mx::new);
      case "ip4" -> new Mechanism.Ip(network(rest, IP4, 32));
      case "ip6" -> new Mechanism.Ip(network(rest, IP6, 128));
      default -> throw SpfException.permanent("\"" + name + rest + "\" is no mechanism");
    };
  }

  private static Mechanism all(String rest) {
    if (!rest.isEmpty()) {
      throw SpfException.permanent("\"" + rest + "\" does not belong to all");
    }
    return new Mechanism.All();
  }

  private static MacroString required(String rest) {
    return optional(rest).orElseThrow(() -> SpfException.permanent("a domain is missing"));
  }

  private static Optional<MacroString> optional(String rest) {
    if (rest.isEmpty()) {
      return Optional.empty();
    }
    if (!rest.startsWith(":")) {
      throw SpfException.permanent("\"" + rest + "\" does not belong to the mechanism");
    }
    return Optional.of(MacroString.domain(rest.substring(1)));
  }

  private static Mechanism withLengths(
      String rest, BiFunction<Optional<MacroString>, PrefixLengths, Mechanism> mechanism) {
    Matcher parts = ARGUMENT_AND_LENGTHS.matcher(rest);
    if (!parts.matches()) {
      throw SpfException.permanent("\"" + rest + "\" is no domain with prefix lengths");
    }
    String target = parts.group(1) == null ? "" : parts.group(1);
    PrefixLengths lengths =
        new PrefixLengths(length(parts.group(2), 32), length(parts.group(3), 128));
    return mechanism.apply(optional(target), lengths);
  }

  private static Optional<Network> network(String rest, Pattern form, int bits) {
    Matcher parts = ADDRESS_AND_LENGTH.matcher(rest);
    if (!parts.matches() || !form.matcher(parts.group(1)).matches()) {
      throw SpfException.permanent("\"" + rest + "\" is no network");
    }
    try {
      InetAddress address = InetAddress.ofLiteral(parts.group(1));
      int length = length(parts.group(2), bits);
      // RFC 7208 §5: an address that is mapped to IPv6 is matched by ip4 alone.
      boolean mapped = bits == 128 && address instanceof Inet4Address;
      return mapped ? Optional.empty() : Optional.of(new Network(address, length));
    } catch (IllegalArgumentException e) {
      throw SpfException.permanent("\"" + rest + "\" is no network");
    }
  }

  private static int length(@Nullable String text, int bits) {
    return text == null ? bits : PrefixLengths.parse(text, bits);
  }
}
