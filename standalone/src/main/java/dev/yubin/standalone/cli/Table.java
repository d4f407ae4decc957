package dev.yubin.standalone.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rows in columns, as wide as they need. The last one has what room is left.
final class Table {
  private final List<List<String>> rows = new ArrayList<>();

  Table(String... heading) {
    rows.add(List.of(heading));
  }

  void add(@Nullable Object... cells) {
    List<String> row = new ArrayList<>();
    for (@Nullable Object cell : cells) {
      row.add(text(cell));
    }
    rows.add(row);
  }

  boolean isEmpty() {
    return rows.size() == 1;
  }

  void print(PrintStream out) {
    int columns = rows.getFirst().size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < columns; i++) {
        line.append(row.get(i)).repeat(" ", widths[i] - row.get(i).length() + 2);
      }
      out.println(line.toString().stripTrailing());
    }
  }

  /// What a remote host has said moves no cursor.
  private static String text(@Nullable Object cell) {
    return cell == null ? "-" : cell.toString().replaceAll("\\p{Cntrl}", "?");
  }
}
