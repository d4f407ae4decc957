package dev.yubin.smtp.inspection.dkim;

import java.net.IDN;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// A list of `name=value` with semicolons (RFC 6376 §3.2): the form of signatures and of keys.
///
/// @param values by name, in the order written; names are case-sensitive
public record Tags(Map<String, String> values) {
  private static final int MAX_LENGTH = 16_384;
  private static final int MAX_TAGS = 64;
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,63}");
  private static final Pattern WHITE = Pattern.compile("[ \\t\\r\\n]+");

  public Tags {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  public static Tags none() {
    return new Tags(Map.of());
  }

  /// @return empty when the text is no tag list, is too long, or says a tag twice
  public static Optional<Tags> parse(String text) {
    if (text.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    Map<String, String> values = new LinkedHashMap<>();
    String[] specs = text.split(";", MAX_TAGS + 2);
    for (int i = 0; i < specs.length; i++) {
      boolean trailing = i > 0 && i == specs.length - 1 && specs[i].isBlank();
      if (!trailing && !(i < MAX_TAGS && add(specs[i], values))) {
        return Optional.empty();
      }
    }
    return Optional.of(new Tags(values));
  }

  private static boolean add(String spec, Map<String, String> values) {
    int equals = spec.indexOf('=');
    if (equals < 0) {
      return false;
    }
    String name = spec.substring(0, equals).strip();
    String value = spec.substring(equals + 1).strip();
    // RFC 6376 §3.2: a tag that is there twice makes all of the list invalid.
    return NAME.matcher(name).matches()
        && value.chars().noneMatch(Tags::isControl)
        && values.putIfAbsent(name, value) == null;
  }

  private static boolean isControl(int c) {
    return c == 0x7f || (c < ' ' && c != '\t' && c != '\r' && c != '\n');
  }

  public boolean has(String name) {
    return values.containsKey(name);
  }

  /// The value, empty when the tag is not there.
  public String text(String name) {
    return values.getOrDefault(name, "");
  }

  /// The value without its white space, as for base64.
  public String compact(String name) {
    return WHITE.matcher(text(name)).replaceAll("");
  }

  /// The value in lower case, and as A-labels: U-labels stand in internationalized mail (RFC 8616
  /// §5).
  public String domain(String name) {
    return aLabels(compact(name));
  }

  /// What can be no name stays as it is, and is found nowhere.
  static String aLabels(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    try {
      return lower.chars().allMatch(c -> c < 0x80) ? lower : IDN.toASCII(lower);
    } catch (IllegalArgumentException e) {
      return lower;
    }
  }
}
