package dev.yubin.deploy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// All properties of ours as the compiler saw them, by the names of their environment variables.
final class Properties {
  private static final List<String> METADATA =
      List.of(
          "META-INF/spring-configuration-metadata.json",
          "META-INF/additional-spring-configuration-metadata.json");

  /// To the default, or to nothing.
  private final Map<String, String> defaults = new TreeMap<>();

  Properties() throws IOException {
    ClassLoader classPath = Properties.class.getClassLoader();
    for (String metadata : METADATA) {
      for (URL url : Collections.list(classPath.getResources(metadata))) {
        read(url);
      }
    }
  }

  private void read(URL url) throws IOException {
    try (InputStream in = url.openStream()) {
      for (JsonNode property : JsonMapper.shared().readTree(in).path("properties")) {
        defaults.putIfAbsent(
            variable(property.path("name").asString("")),
            property.path("defaultValue").isString()
                ? property.path("defaultValue").asString()
                : "");
      }
    }
  }

  /// Dots become underscores, dashes go.
  static String variable(String property) {
    return property.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
  }

  /// Whether a variable sets something, or is none of ours.
  boolean knows(String variable) {
    return !variable.startsWith("YUBIN_") || defaults.containsKey(variable);
  }

  /// The longest time that a service drains for, seconds.
  int longestDrain() {
    return defaults.entrySet().stream()
        .filter(entry -> entry.getKey().matches("YUBIN_.*_DRAIN(TIMEOUT)?"))
        .mapToInt(entry -> Integer.parseInt(entry.getValue().replace("s", "")))
        .max()
        .orElseThrow();
  }
}
