package dev.yubin.standalone.torture;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A client that remembers folders between sessions and asks only for what is new (RFC 7162
/// §3.2). It must come to the same as one that reads everything.
final class Resync {
  private static final Pattern STATE = Pattern.compile("\\[(UIDVALIDITY|HIGHESTMODSEQ) (\\d+)]");
  private static final Pattern VANISHED = Pattern.compile("VANISHED (?:\\(EARLIER\\) )?([0-9:,]+)");
  private static final Pattern FETCHED =
      Pattern.compile("FETCH \\((?=.*\\bUID (\\d+))(?=.*FLAGS \\(([^)]*)\\))");

  private final Map<String, Memory> memories = new HashMap<>();

  /// @param flags by UID
  private record Memory(String validity, String modSeq, NavigableMap<Long, String> flags) {}

  /// @param seen by a client that knew nothing, just before
  /// @return what it holds instead, in words; empty when it is the same
  String differences(ImapClient imap, Folders seen) throws IOException {
    StringBuilder differences = new StringBuilder();
    for (String folder : seen.messages().keySet()) {
      NavigableMap<Long, String> expected =
          new TreeMap<>(
              seen.of(folder).entrySet().stream()
                  .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().flags())));
      NavigableMap<Long, String> held = sync(imap, folder);
      if (!held.equals(expected)) {
        differences.append("%s: %s, not %s ".formatted(folder, held, expected));
      }
    }
    return differences.toString();
  }

  private NavigableMap<Long, String> sync(ImapClient imap, String folder) throws IOException {
    Memory memory = memories.get(folder);
    NavigableMap<Long, String> flags =
        memory == null ? new TreeMap<>() : new TreeMap<>(memory.flags());
    String since =
        memory == null ? "" : " (QRESYNC (%s %s))".formatted(memory.validity(), memory.modSeq());
    List<ImapClient.Response> responses = imap.command("SELECT " + folder + since);
    Map<String, String> state = new HashMap<>();
    for (ImapClient.Response response : responses) {
      Matcher word = STATE.matcher(response.text());
      if (word.find()) {
        state.put(word.group(1), word.group(2));
      }
      take(flags, response.text());
    }
    if (memory == null) {
      imap.command("UID FETCH 1:* (FLAGS)", response -> take(flags, response.text()));
    }
    memories.put(
        folder,
        new Memory(
            state.getOrDefault("UIDVALIDITY", "0"),
            state.getOrDefault("HIGHESTMODSEQ", "0"),
            flags));
    return flags;
  }

  private static void take(NavigableMap<Long, String> flags, String text) {
    Matcher vanished = VANISHED.matcher(text);
    if (vanished.find()) {
      for (String range : vanished.group(1).split(",")) {
        String[] ends = range.split(":");
        flags
            .subMap(Long.valueOf(ends[0]), true, Long.valueOf(ends[ends.length - 1]), true)
            .clear();
      }
    }
    Matcher fetched = FETCHED.matcher(text);
    if (fetched.find()) {
      flags.put(Long.valueOf(fetched.group(1)), FolderView.sorted(fetched.group(2)));
    }
  }
}
