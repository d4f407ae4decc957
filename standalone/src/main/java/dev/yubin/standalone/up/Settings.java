package dev.yubin.standalone.up;

import dev.yubin.standalone.instance.CommandFailedException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Configuration that a user gave: `--name=value` on the command line wins over the environment.
///
/// @param properties of the command line, by name
/// @param environment variables
record Settings(Map<String, String> properties, Map<String, String> environment) {
  private static final Pattern PROPERTY = Pattern.compile("--([a-z][a-z0-9-]*\\.[^=\\s]+)=(.*)");

  static Settings of(List<String> words, Map<String, String> environment) {
    Map<String, String> properties = new LinkedHashMap<>();
    for (String word : words) {
      Matcher matcher = PROPERTY.matcher(word);
      if (!matcher.matches()) {
        throw new CommandFailedException(
            "Not understood: %s. Properties look like --yubin.x.y=value; `./yubin up --help` tells the options"
                .formatted(word));
      }
      properties.put(matcher.group(1), matcher.group(2));
    }
    return new Settings(properties, environment);
  }

  String value(String property, String fallback) {
    String given = properties.get(property);
    return given != null ? given : environment.getOrDefault(variable(property), fallback);
  }

  int port(String property, int fallback) {
    String value = value(property, Integer.toString(fallback));
    if (!value.matches("[0-9]{1,5}") || Integer.parseInt(value) > 65535) {
      throw new CommandFailedException(
          "%s=%s is not a port: give a number from 0 to 65535".formatted(property, value));
    }
    return Integer.parseInt(value);
  }

  /// The environment's form of a property, as Spring Boot reads it.
  private static String variable(String property) {
    return property.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
  }
}
