package dev.yubin.delivery.outbound;

import dev.yubin.mail.EmailAddress;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// Hosts of some destinations, told by the postmaster. The nearest name counts: the domain itself,
/// then `*.` and what is above it, the longest first. Safe for use by many threads.
///
/// @param byName domains and `*.domain`, A-labels in lower case
/// @param otherwise for all other destinations
record Transports(Map<String, Hops> byName, Hops otherwise) implements Hops {
  private static final String PROPERTY = "yubin.delivery.transports[";

  /// @throws IllegalArgumentException when a name is no domain or a value no host
  static Hops of(TransportProperties properties, Smarthosts smarthosts, Hops otherwise) {
    Map<String, Hops> byName = new HashMap<>();
    properties
        .transports()
        .forEach(
            (name, host) ->
                byName.put(domain(name), smarthosts.parse(PROPERTY + name + "]", host)));
    return byName.isEmpty() ? otherwise : new Transports(Map.copyOf(byName), otherwise);
  }

  private static String domain(String name) {
    String prefix = name.startsWith("*.") ? "*." : "";
    return EmailAddress.domain(name.substring(prefix.length()).toLowerCase(Locale.ROOT))
        .map(domain -> prefix + domain)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    PROPERTY + name + "] must name a domain, or *.domain for all below it"));
  }

  @Override
  public NextHop of(String destination) {
    return hops(destination).of(destination);
  }

  @Override
  public String shared(String destination) {
    return hops(destination).shared(destination);
  }

  private Hops hops(String destination) {
    Hops hops = byName.get(destination);
    int dot = destination.startsWith("[") ? -1 : destination.indexOf('.');
    while (hops == null && dot >= 0) {
      hops = byName.get("*" + destination.substring(dot));
      dot = destination.indexOf('.', dot + 1);
    }
    return hops == null ? otherwise : hops;
  }
}
