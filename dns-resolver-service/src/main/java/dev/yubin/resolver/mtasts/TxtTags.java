package dev.yubin.resolver.mtasts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The two TXT records.
final class TxtTags {
  private static final Pattern ID = Pattern.compile("id[ \\t]*=[ \\t]*([A-Za-z0-9]{1,32})");
  private static final Pattern RUA = Pattern.compile("rua[ \\t]*=[ \\t]*(.{1,2000})");
  private static final int MAX_ADDRESSES = 10;

  private TxtTags() {}

  /// The id of the policy (RFC 8461 §3.1).
  ///
  /// @return none without such a record, or with more than one
  static Optional<String> policyId(List<String> texts) {
    return only(texts, "v=STSv1").flatMap(fields -> value(fields, ID));
  }

  /// Where reports go (RFC 8460 §3).
  static List<String> reportAddresses(List<String> texts) {
    List<String> result = new ArrayList<>();
    only(texts, "v=TLSRPTv1")
        .flatMap(fields -> value(fields, RUA))
        .ifPresent(
            rua -> {
              for (String address : rua.split(",")) {
                String uri = address.strip();
                if (uri.startsWith("mailto:") || uri.startsWith("https:")) {
                  result.add(uri);
                }
              }
            });
    return result.stream().limit(MAX_ADDRESSES).toList();
  }

  /// The fields of the only record with this version.
  private static Optional<List<String>> only(List<String> texts, String version) {
    List<List<String>> records =
        texts.stream()
            .map(text -> List.of(text.split("[ \\t]*;[ \\t]*", -1)))
            .filter(fields -> fields.getFirst().equals(version))
            .toList();
    return records.size() == 1 ? Optional.of(records.getFirst()) : Optional.empty();
  }

  private static Optional<String> value(List<String> fields, Pattern form) {
    return fields.stream()
        .map(form::matcher)
        .filter(Matcher::matches)
        .map(m -> m.group(1))
        .findFirst();
  }
}
