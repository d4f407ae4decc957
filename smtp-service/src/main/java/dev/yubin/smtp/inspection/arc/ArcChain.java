package dev.yubin.smtp.inspection.arc;

import dev.yubin.smtp.content.HeaderField;
import dev.yubin.smtp.content.MailHeader;
import dev.yubin.smtp.inspection.dkim.DkimVerdict;
import dev.yubin.smtp.inspection.dkim.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The sets of a header, the oldest first.
record ArcChain(List<ArcSet> sets) {
  /// RFC 8617 §4.2.1.
  static final int MAX_SETS = 50;

  private static final Pattern INSTANCE =
      Pattern.compile("\\s*+i\\s*+=\\s*+(\\d{1,3}+)\\s*+;.*+", Pattern.DOTALL);
  private static final Pattern NUMBER = Pattern.compile("\\d{1,3}");

  /// @throws Refused when the structure is broken (RFC 8617 §5.2 step 3)
  static ArcChain read(MailHeader header) throws Refused {
    Map<Integer, HeaderField> results = byInstance(header, ArcSet.RESULTS);
    Map<Integer, HeaderField> signatures = byInstance(header, ArcSet.SIGNATURE);
    Map<Integer, HeaderField> seals = byInstance(header, ArcSet.SEAL);
    if (!results.keySet().equals(signatures.keySet()) || !results.keySet().equals(seals.keySet())) {
      throw broken("a set is not complete");
    }
    List<ArcSet> sets = new ArrayList<>();
    for (Map.Entry<Integer, HeaderField> entry : results.entrySet()) {
      int instance = entry.getKey();
      if (instance != sets.size() + 1) {
        throw broken("a set is missing");
      }
      sets.add(new ArcSet(entry.getValue(), field(signatures, instance), field(seals, instance)));
    }
    return new ArcChain(sets);
  }

  private static HeaderField field(Map<Integer, HeaderField> fields, int instance) {
    return Objects.requireNonNull(fields.get(instance));
  }

  private static Map<Integer, HeaderField> byInstance(MailHeader header, String name)
      throws Refused {
    if (header.count(name) > MAX_SETS) {
      throw broken("there are more than 50 sets");
    }
    Map<Integer, HeaderField> fields = new TreeMap<>();
    for (HeaderField field : header.named(name).toList()) {
      int instance = instance(field);
      if (instance < 1 || instance > MAX_SETS || fields.put(instance, field) != null) {
        throw broken("instances are wrong");
      }
    }
    return fields;
  }

  /// The number of the field's set, 0 when it has none.
  static int instance(HeaderField field) {
    if (!field.isNamed(ArcSet.RESULTS)) {
      String text = ArcSet.tags(field).text("i");
      return NUMBER.matcher(text).matches() ? Integer.parseInt(text) : 0;
    }
    Matcher matcher = INSTANCE.matcher(field.value());
    return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
  }

  /// @throws Refused when what the handlers said of the chain so far is no chain
  void checkStates() throws Refused {
    for (int i = 0; i < sets.size(); i++) {
      if (!sets.get(i).cv().equals(i == 0 ? "none" : "pass")) {
        throw broken("cv= of set " + (i + 1) + " is not what it must be");
      }
      // RFC 8617 §4.1.3.
      if (sets.get(i).sealTags().has("h")) {
        throw broken("a seal has h=");
      }
    }
  }

  private static Refused broken(String problem) {
    return new Refused(DkimVerdict.FAIL, problem);
  }
}
