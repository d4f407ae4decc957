package dev.yubin.standalone.cli;

import dev.yubin.standalone.instance.CommandFailedException;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Adding, listing and deleting one kind of thing that the admin API keeps.
///
/// @param word what a user calls one: `domain`
/// @param kind what the API calls many: `domains`
/// @param key field that names one
record Things(AdminApi api, String word, String kind, String key, PrintStream out) {

  void add(String name, Map<String, ?> thing) {
    if (api.create(kind, thing) == AdminApi.Outcome.EXISTS) {
      throw new CommandFailedException("There is %s %s already".formatted(word, name));
    }
    out.println("Added %s %s.".formatted(word, name));
  }

  void delete(String name) {
    if (api.delete(kind, name) == AdminApi.Outcome.ABSENT) {
      throw new CommandFailedException("There is no %s %s".formatted(word, name));
    }
    out.println("Deleted %s %s.".formatted(word, name));
  }

  /// One a line: its name, then its other fields.
  void list() {
    for (Map<String, Object> thing : api.list(kind)) {
      String others =
          thing.entrySet().stream()
              .filter(field -> !field.getKey().equals(key) && !field.getKey().equals("id"))
              .map(field -> field.getKey() + "=" + text(field.getValue()))
              .collect(Collectors.joining(" "));
      out.println("%s  %s".formatted(thing.get(key), others).stripTrailing());
    }
  }

  private static String text(Object value) {
    return value instanceof List<?> many
        ? many.stream().map(String::valueOf).collect(Collectors.joining(","))
        : String.valueOf(value);
  }
}
