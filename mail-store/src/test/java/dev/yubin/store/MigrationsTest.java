package dev.yubin.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Migrations only expand: during an upgrade, instances of the former release read and write the
/// schema of the new one.
class MigrationsTest {
  private static final Path FOLDER = Path.of("src/main/resources/dev/yubin/store/migration");

  /// What takes away, or refuses, what the former release relies on.
  private static final Map<String, Pattern> CONTRACTIONS =
      Map.of(
          "takes away", Pattern.compile("\\bdrop (table|column|view|schema|type|default)\\b"),
          "renames", Pattern.compile("\\brename\\b"),
          "changes a type", Pattern.compile("\\balter column \\S+ (set data )?type\\b"),
          "forbids null", Pattern.compile("\\bset not null\\b"),
          "empties", Pattern.compile("\\btruncate\\b"),
          "wants a value of those who do not know the column",
              Pattern.compile(
                  "\\badd column (?!.*\\b(default|generated)\\b).*\\bnot null\\b", Pattern.DOTALL));

  @Test
  void onlyExpand() throws IOException {
    List<String> faults = new ArrayList<>();
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (Path file : files.sorted().toList()) {
        faults(Files.readString(file)).forEach(fault -> faults.add(file.getFileName() + fault));
      }
    }
    assertThat(faults).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "drop table mail;",
        "alter table mail drop column size;",
        "alter table mail rename column size to octets;",
        "alter table mail alter column size type int;",
        "alter table mail alter column sent_at set not null;",
        "alter table mail add column a int not null;",
        "truncate mail;",
      })
  void aContractionIsFound(String statement) {
    assertThat(faults(statement)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "create table a (b int not null);",
        "alter table mail add column a int not null default 0;",
        "alter table mail add column a int;",
        "drop index mail_by_size;",
        "-- drop table mail;",
      })
  void anExpansionIsNone(String statement) {
    assertThat(faults(statement)).isEmpty();
  }

  private static List<String> faults(String migration) {
    List<String> faults = new ArrayList<>();
    for (String statement : migration.replaceAll("--.*", "").toLowerCase(Locale.ROOT).split(";")) {
      CONTRACTIONS.forEach(
          (what, how) -> {
            if (how.matcher(statement).find()) {
              faults.add(" " + what + ": " + statement.strip());
            }
          });
    }
    return faults;
  }
}
