package dev.yubin.standalone.torture;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Reads folders as a client does that knows nothing, and holds what a mailbox may never do
/// against all that was seen before: use a UID for another message, give out a lower one,
/// forget its UIDVALIDITY, or count its MODSEQ backwards.
final class FolderView {
  private static final Pattern UID = Pattern.compile("\\bUID (\\d+)");
  private static final Pattern FLAGS = Pattern.compile("FLAGS \\(([^)]*)\\)");
  private static final Pattern MODSEQ = Pattern.compile("MODSEQ \\((\\d+)\\)");
  private static final Pattern STATE =
      Pattern.compile("\\[(UIDVALIDITY|HIGHESTMODSEQ|UIDNEXT) (\\d+)]");

  private final String account;
  private final History history;
  private final Map<String, Map<Long, String>> ids = new HashMap<>();
  private final Map<String, Map<String, Long>> states = new HashMap<>();

  FolderView(String account, History history) {
    this.account = account;
    this.history = history;
  }

  /// @param wholly whether to read the octets too, and see that they are as they were sent
  Folders read(ImapClient imap, List<String> names, boolean wholly) throws IOException {
    Folders seen = Folders.empty(names);
    for (String name : names) {
      select(imap, name);
      String part = wholly ? "BODY.PEEK[]" : "BODY.PEEK[HEADER.FIELDS (Subject)]";
      imap.command(
          "UID FETCH 1:* (UID FLAGS MODSEQ " + part + ")",
          response -> {
            if (!response.literals().isEmpty()) {
              take(seen, name, response, wholly);
            }
          });
    }
    return seen;
  }

  private void select(ImapClient imap, String name) throws IOException {
    Map<String, Long> now = new TreeMap<>();
    for (ImapClient.Response response : imap.command("SELECT " + name + " (CONDSTORE)")) {
      Matcher state = STATE.matcher(response.text());
      if (state.find()) {
        now.put(state.group(1), Long.valueOf(state.group(2)));
      }
    }
    Map<String, Long> before = states.getOrDefault(name, now);
    if (value(now, "UIDVALIDITY") != value(before, "UIDVALIDITY")
        || value(now, "HIGHESTMODSEQ") < value(before, "HIGHESTMODSEQ")
        || value(now, "UIDNEXT") < value(before, "UIDNEXT")) {
      broken("%s went from %s to %s".formatted(name, before, now));
    }
    states.put(name, now);
  }

  private static long value(Map<String, Long> state, String name) {
    return state.getOrDefault(name, 0L);
  }

  private void take(Folders seen, String name, ImapClient.Response response, boolean wholly) {
    long uid = number(UID, response.text());
    byte[] octets = response.literals().getFirst();
    String id = new String(octets, ISO_8859_1).replaceFirst("(?s)^.*?Subject: (\\S+)\r\n.*$", "$1");
    String before = ids.computeIfAbsent(name, key -> new HashMap<>()).putIfAbsent(uid, id);
    if (before != null && !before.equals(id)) {
      broken("%s: UID %d was %s and is %s".formatted(name, uid, before, id));
    }
    if (number(MODSEQ, response.text()) < 1) {
      broken("%s: UID %d has no MODSEQ".formatted(name, uid));
    }
    if (wholly && Mail.read(octets).filter(Mail.Mark::whole).isEmpty()) {
      history.broken(Promise.PARTIAL, "%s in %s/%s, UID %d".formatted(id, account, name, uid));
    }
    Matcher flags = FLAGS.matcher(response.text());
    String own = flags.find() ? sorted(flags.group(1)) : "";
    seen.of(name).put(uid, new Folders.Message(id, own));
  }

  private static long number(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
  }

  static String sorted(String flags) {
    return Arrays.stream(flags.split(" "))
        .filter(flag -> !flag.isEmpty() && !flag.equals("\\Recent"))
        .distinct()
        .sorted()
        .collect(Collectors.joining(" "));
  }

  private void broken(String what) {
    history.broken(Promise.MAILBOX, account + " " + what);
  }
}
