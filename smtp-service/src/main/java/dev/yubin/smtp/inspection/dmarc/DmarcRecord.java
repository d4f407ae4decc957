package dev.yubin.smtp.inspection.dmarc;

import dev.yubin.smtp.inspection.dkim.Tags;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// A policy record (RFC 9989 §4.7). What is unknown or wrong counts as absent.
/// `pct` is of the past.
///
/// @param subdomainPolicy `sp`
/// @param missingPolicy `np`, for sub-domains that do not exist
/// @param testing `t=y`
/// @param publicSuffix `psd`
/// @param aggregateReports `rua`
/// @param failureReports `ruf`
public record DmarcRecord(
    DmarcPolicy policy,
    DmarcPolicy subdomainPolicy,
    DmarcPolicy missingPolicy,
    boolean strictDkim,
    boolean strictSpf,
    boolean testing,
    PublicSuffix publicSuffix,
    List<String> aggregateReports,
    List<String> failureReports) {

  /// Whether the domain is one under which others register.
  public enum PublicSuffix {
    YES,
    NO,
    UNKNOWN
  }

  /// @return empty when the text is no DMARC record
  static Optional<DmarcRecord> parse(String text) {
    return Tags.parse(text).filter(DmarcRecord::isOne).flatMap(DmarcRecord::of);
  }

  /// RFC 9989 §4.7: the version is the first tag, in this case.
  private static boolean isOne(Tags tags) {
    return tags.values().keySet().iterator().next().equals("v") && tags.text("v").equals("DMARC1");
  }

  /// RFC 9989 §4.10.1: a record with a policy that cannot be read means `none` if it wants reports,
  /// and nothing if it does not. §4.7: so does one without `p`.
  private static Optional<DmarcRecord> of(Tags tags) {
    List<String> reports = uris(tags.text("rua"));
    boolean readable = Stream.of("p", "sp", "np").allMatch(name -> isReadable(tags, name));
    if (!readable && reports.isEmpty()) {
      return Optional.empty();
    }
    Tags policies = readable ? tags : Tags.none();
    DmarcPolicy own = policy(policies, "p", DmarcPolicy.NONE);
    DmarcPolicy below = policy(policies, "sp", own);
    return Optional.of(
        new DmarcRecord(
            own,
            below,
            policy(policies, "np", below),
            tags.text("adkim").equalsIgnoreCase("s"),
            tags.text("aspf").equalsIgnoreCase("s"),
            tags.text("t").equalsIgnoreCase("y"),
            publicSuffix(tags.text("psd")),
            reports,
            uris(tags.text("ruf"))));
  }

  private static boolean isReadable(Tags tags, String name) {
    return !tags.has(name) || DmarcPolicy.of(tags.text(name)).isPresent();
  }

  private static DmarcPolicy policy(Tags tags, String name, DmarcPolicy otherwise) {
    return DmarcPolicy.of(tags.text(name)).orElse(otherwise);
  }

  private static PublicSuffix publicSuffix(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "y" -> PublicSuffix.YES;
      case "n" -> PublicSuffix.NO;
      default -> PublicSuffix.UNKNOWN;
    };
  }

  private static List<String> uris(String text) {
    return Arrays.stream(text.split(","))
        .map(String::strip)
        .filter(uri -> uri.contains(":"))
        .limit(10)
        .toList();
  }
}
