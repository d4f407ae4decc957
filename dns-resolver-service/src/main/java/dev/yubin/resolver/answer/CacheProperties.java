package dev.yubin.resolver.answer;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.util.unit.DataSize;

/// How long answers are kept.
///
/// @param size about how much memory they may take
/// @param minTtl records are kept for no less, whatever their TTL; 0 to obey the TTL
/// @param maxTtl records are kept for no more, whatever their TTL (RFC 8767 §4)
/// @param maxNegativeTtl that there is nothing is remembered for no more (RFC 2308 §5)
/// @param serveStale how long after its end an answer is still given when no upstream has a newer
///     one (RFC 8767); 0 for never
@ConfigurationProperties("yubin.dns.cache")
public record CacheProperties(
    @DefaultValue("32MB") DataSize size,
    @DefaultValue("0s") Duration minTtl,
    @DefaultValue("1d") Duration maxTtl,
    @DefaultValue("3h") Duration maxNegativeTtl,
    @DefaultValue("1d") Duration serveStale) {

  public CacheProperties {
    if (size.toMegabytes() < 1 || size.toGigabytes() >= 64) {
      throw wrong("size", size.toString(), "a size between 1MB and 64GB");
    }
    require("min-ttl", minTtl, "0s", "1h");
    require("max-ttl", maxTtl, "1m", "7d");
    require("max-negative-ttl", maxNegativeTtl, "0s", "1d");
    require("serve-stale", serveStale, "0s", "3d");
    if (minTtl.compareTo(maxTtl) > 0) {
      throw wrong("min-ttl", DurationStyle.SIMPLE.print(minTtl), "no more than max-ttl");
    }
  }

  private static void require(String property, Duration value, String least, String most) {
    if (value.compareTo(DurationStyle.detectAndParse(least)) < 0
        || value.compareTo(DurationStyle.detectAndParse(most)) > 0) {
      throw wrong(
          property,
          DurationStyle.SIMPLE.print(value),
          "a duration between %s and %s".formatted(least, most));
    }
  }

  private static IllegalArgumentException wrong(String property, String value, String expected) {
    return new IllegalArgumentException(
        "yubin.dns.cache.%s=%s is not right, expected %s".formatted(property, value, expected));
  }
}
