package dev.yubin.smtp.inspection.results;

import dev.yubin.smtp.inspection.dkim.DkimResult;
import dev.yubin.smtp.inspection.dmarc.DmarcResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// The result of one method (`resinfo` of RFC 8601 §2.2).
///
/// @param comment for people, may be empty
/// @param properties such as `header.d`, in the order written; those with an empty value are not
public record Method(
    String name, String result, String comment, SequencedMap<String, String> properties) {

  /// RFC 8601 §2.7.4.
  public static Method auth(String result, String account) {
    return of("auth", result, "", "smtp.auth", account);
  }

  /// RFC 8601 §2.7.3.
  public static Method iprev(String result, String problem, String ipAddress) {
    return of("iprev", result, problem, "policy.iprev", ipAddress);
  }

  /// RFC 8904 §2.
  ///
  /// @param codes what the list answered, separated by commas
  /// @param reason what it says to people, may be empty
  public static Method dnswl(String zone, String codes, String reason) {
    return of("dnswl", "pass", "", "dns.zone", zone, "policy.ip", codes, "policy.txt", reason);
  }

  /// The same of a list of unwanted clients. There is no registered name for it; readers ignore
  /// what they do not know (RFC 8601 §2.7.6).
  public static Method dnsbl(String zone, String codes, String reason) {
    return of("x-dnsbl", "fail", "", "dns.zone", zone, "policy.ip", codes, "policy.txt", reason);
  }

  /// RFC 8601 §2.7.2.
  ///
  /// @param mailFrom empty when the name of HELO was checked instead
  public static Method spf(String result, String mailFrom, String helo) {
    return of("spf", result, "", "smtp.mailfrom", mailFrom, "smtp.helo", helo);
  }

  /// RFC 8601 §2.7.1, and RFC 6008 §4 for `header.b`.
  public static Method dkim(DkimResult result) {
    return of(
        "dkim",
        result.verdict().toString(),
        result.problem(),
        "header.d",
        result.domain(),
        "header.i",
        result.identity(),
        "header.s",
        result.selector(),
        "header.a",
        result.algorithm(),
        "header.b",
        result.signature());
  }

  /// RFC 9989 §9.2.
  public static Method dmarc(DmarcResult result) {
    String policy = result.record().isPresent() ? result.policy().toString() : "";
    return of(
        "dmarc",
        result.verdict().toString(),
        result.problem(),
        "header.from",
        result.fromDomain(),
        "policy.dmarc",
        policy);
  }

  /// RFC 8617 §10.1.
  public static Method arc(String result, String problem) {
    return of("arc", result, problem);
  }

  private static Method of(String name, String result, String comment, String... properties) {
    SequencedMap<String, String> all = new LinkedHashMap<>();
    for (int i = 0; i < properties.length; i += 2) {
      all.put(properties[i], properties[i + 1]);
    }
    return new Method(name, result, comment, all);
  }

  /// The parts that may stand on lines of their own.
  List<String> words() {
    List<String> words = new ArrayList<>();
    words.add(name + "=" + result);
    if (!comment.isEmpty()) {
      words.add("(" + Quoting.comment(comment) + ")");
    }
    for (Map.Entry<String, String> property : properties.entrySet()) {
      if (!property.getValue().isEmpty()) {
        words.add(property.getKey() + "=" + Quoting.value(property.getValue()));
      }
    }
    return words;
  }
}
