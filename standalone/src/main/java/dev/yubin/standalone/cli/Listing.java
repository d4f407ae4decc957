package dev.yubin.standalone.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Things of delivery-service's API, a line each, page by page.
///
/// @param path of the API
/// @param command that shows them, without `./yubin`
/// @param none what is said where there are none
record Listing(String path, String command, String none, List<Column> columns) {

  /// @param cell of a thing, by the names of its fields
  record Column(String heading, Function<Map<String, Object>, @Nullable Object> cell) {

    /// Of a field as it is.
    static Column of(String heading, String field) {
      return new Column(heading, thing -> Readable.orDash(thing.get(field)));
    }

    /// Of a field that is a time, or null.
    static Column time(String heading, String field) {
      return new Column(
          heading, thing -> thing.get(field) == null ? "-" : Readable.time(thing.get(field)));
    }
  }

  /// @param query parameters; those that are null are left out
  void print(AdminOptions options, Map<String, ? extends @Nullable Object> query, boolean json) {
    AdminApi.Answer answer = options.delivery().get(path, query);
    if (json) {
      System.out.println(new String(answer.json(), UTF_8));
      return;
    }
    Table table = new Table(columns.stream().map(Column::heading).toArray(String[]::new));
    for (Map<String, Object> thing : answer.many()) {
      table.add(columns.stream().map(column -> column.cell().apply(thing)).toArray());
    }
    if (table.isEmpty()) {
      System.out.println(none);
    } else {
      table.print(System.out);
    }
    if (answer.next() != null) {
      System.out.println("There is more: ./yubin %s --after %s".formatted(command, answer.next()));
    }
  }
}
