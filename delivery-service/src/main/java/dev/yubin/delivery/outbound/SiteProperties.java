package dev.yubin.delivery.outbound;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What one instance sends to a site: an MX set, which domains share that have the same hosts.
///
/// @param connections sessions at a time with a site that has no entry below
/// @param mailsPerMinute mails in a minute to such a site; 0 is no limit
/// @param byName other figures for a site, by its name as `event=host-unreachable` and the
///     resolver's answers have it: `yubin.delivery.sites.by-name[mx.example.net].connections=2`
@ConfigurationProperties("yubin.delivery.sites")
record SiteProperties(
    @DefaultValue("20") int connections,
    @DefaultValue("0") int mailsPerMinute,
    @DefaultValue Map<String, Throttle> byName) {

  SiteProperties {
    Map<String, Throttle> lowerCase = new HashMap<>();
    byName.forEach((name, throttle) -> lowerCase.put(name.toLowerCase(Locale.ROOT), throttle));
    byName = Map.copyOf(lowerCase);
    check("connections", connections, 1);
    check("mails-per-minute", mailsPerMinute, 0);
  }

  Throttle of(String site) {
    Throttle named = byName.get(site.toLowerCase(Locale.ROOT));
    return named == null ? new Throttle(connections, mailsPerMinute) : named;
  }

  /// @param connections sessions at a time
  /// @param mailsPerMinute mails in a minute; 0 is no limit
  record Throttle(@DefaultValue("20") int connections, @DefaultValue("0") int mailsPerMinute) {
    Throttle {
      check("by-name[…].connections", connections, 1);
      check("by-name[…].mails-per-minute", mailsPerMinute, 0);
    }
  }

  private static void check(String name, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(
          "yubin.delivery.sites." + name + "=" + value + " must be at least " + least);
    }
  }
}
