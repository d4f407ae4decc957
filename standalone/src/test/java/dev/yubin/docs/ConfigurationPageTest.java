package dev.yubin.docs;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// docs/configuration.md lists every property of ours with its default, as the compiler saw them.
class ConfigurationPageTest {
  private static final List<String> METADATA =
      List.of(
          "META-INF/spring-configuration-metadata.json",
          "META-INF/additional-spring-configuration-metadata.json");

  @Test
  void listsEveryProperty() throws IOException {
    StringBuilder table =
        new StringBuilder("| property | type | default | meaning |\n|---|---|---|---|\n");
    properties().values().forEach(table::append);
    new GeneratedPage("configuration.md").mustSay(table.toString());
  }

  private static Map<String, String> properties() throws IOException {
    Map<String, String> rows = new TreeMap<>();
    ClassLoader classPath = ConfigurationPageTest.class.getClassLoader();
    for (String metadata : METADATA) {
      for (URL url : Collections.list(classPath.getResources(metadata))) {
        read(url, rows);
      }
    }
    return rows;
  }

  private static void read(URL url, Map<String, String> rows) throws IOException {
    try (InputStream in = url.openStream()) {
      for (JsonNode property : JsonMapper.shared().readTree(in).path("properties")) {
        String name = property.path("name").asString("");
        if (name.startsWith("yubin.")) {
          rows.putIfAbsent(name, row(name, property));
        }
      }
    }
  }

  private static String row(String name, JsonNode property) {
    return "| `%s` | %s | %s | %s |%n"
        .formatted(name, type(property), defaultValue(property), meaning(property))
        .replace(System.lineSeparator(), "\n");
  }

  private static String type(JsonNode property) {
    return property
        .path("type")
        .asString("")
        .replaceAll("[a-z]\\w*\\.|\\$", "")
        .replace("<", "&lt;");
  }

  private static String defaultValue(JsonNode property) {
    JsonNode value = property.path("defaultValue");
    if (value.isMissingNode()) {
      return "none";
    }
    return "`" + (value.isArray() ? value.toString() : value.asString()) + "`";
  }

  private static String meaning(JsonNode property) {
    return property.path("description").asString("").replaceAll("\\s+", " ").replace("|", "\\|");
  }
}
