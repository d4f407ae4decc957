package dev.yubin.standalone.torture;

import dev.yubin.standalone.torture.Folders.Message;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/// What a client does next with its folders, by its seed.
final class FolderPlan {
  static final List<String> FOLDERS = List.of("One", "Two");
  private static final List<String> FLAGS = List.of("\\Seen", "\\Flagged", "\\Answered", "Work");
  private static final String DELETED = "\\Deleted";
  private static final int ENOUGH = 60;

  private final String prefix;
  private final SplittableRandom random;
  private int count;

  FolderPlan(long seed, int number) {
    this.prefix = "i" + number + "-";
    this.random = new SplittableRandom(seed * 7_368_787 + number);
  }

  /// One command, and what it makes of the folders when it is done.
  ///
  /// @param folder to be selected
  record Step(String folder, Command command, Folders after, String words) {}

  /// Speaks to the server.
  interface Command {
    void run(ImapClient imap) throws IOException;
  }

  Step next(Folders now) {
    String folder = FOLDERS.get(random.nextInt(FOLDERS.size()));
    List<Long> some =
        now.of(folder).keySet().stream().filter(uid -> random.nextInt(5) == 0).toList();
    int dice = random.nextInt(100);
    if (some.isEmpty() || (dice < 30 && now.of(folder).size() < ENOUGH)) {
      return append(now, folder);
    }
    if (dice < 55) {
      String flag = FLAGS.get(random.nextInt(FLAGS.size()));
      return store(now, folder, some, flag, random.nextBoolean());
    }
    String other = FOLDERS.get(1 - FOLDERS.indexOf(folder));
    if (dice < 70 && now.of(other).size() < ENOUGH) {
      return copy(now, folder, other, some);
    }
    return dice < 85 && now.of(other).size() < ENOUGH
        ? move(now, folder, other, some)
        : expunge(now, folder, some);
  }

  private Step append(Folders now, String folder) {
    String id = prefix + count++;
    int size =
        random.nextInt(20) == 0 ? random.nextInt(600_000, 1_300_000) : random.nextInt(20_000);
    Mail mail = new Mail(id, "s0", List.of(), size, random.nextLong());
    String flag = FLAGS.get(random.nextInt(FLAGS.size()));
    return new Step(
        folder,
        imap -> imap.append(folder, flag, mail.octets()),
        now.plus(folder, List.of(new Message(id, flag))),
        "APPEND " + id + " to " + folder);
  }

  private static Step store(Folders now, String folder, List<Long> uids, String flag, boolean add) {
    String words = "UID STORE %s %sFLAGS (%s)".formatted(set(uids), add ? "+" : "-", flag);
    return new Step(
        folder,
        imap -> imap.command(words),
        now.with(folder, uids, message -> flagged(message, flag, add)),
        folder + ": " + words);
  }

  private static Message flagged(Message message, String flag, boolean add) {
    List<String> flags = new ArrayList<>(List.of(message.flags().split(" ")));
    flags.remove(flag);
    if (add) {
      flags.add(flag);
    }
    return new Message(message.id(), FolderView.sorted(String.join(" ", flags)));
  }

  private static Step copy(Folders now, String from, String to, List<Long> uids) {
    String words = "UID COPY " + set(uids) + " " + to;
    return new Step(
        from,
        imap -> imap.command(words),
        now.plus(to, those(now, from, uids)),
        from + ": " + words);
  }

  private static Step move(Folders now, String from, String to, List<Long> uids) {
    String words = "UID MOVE " + set(uids) + " " + to;
    return new Step(
        from,
        imap -> imap.command(words),
        now.minus(from, uids).plus(to, those(now, from, uids)),
        from + ": " + words);
  }

  /// Of what is marked as deleted; where nothing is, marks it.
  private static Step expunge(Folders now, String folder, List<Long> uids) {
    List<Long> deleted =
        now.of(folder).entrySet().stream()
            .filter(entry -> entry.getValue().flags().contains(DELETED))
            .map(Map.Entry::getKey)
            .toList();
    if (deleted.isEmpty()) {
      return store(now, folder, uids, DELETED, true);
    }
    String words = "UID EXPUNGE " + set(deleted);
    return new Step(
        folder, imap -> imap.command(words), now.minus(folder, deleted), folder + ": " + words);
  }

  private static List<Message> those(Folders now, String folder, Collection<Long> uids) {
    return uids.stream().map(uid -> Objects.requireNonNull(now.of(folder).get(uid))).toList();
  }

  private static String set(Collection<Long> uids) {
    return uids.stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  long pauseMillis() {
    return random.nextLong(10, 200);
  }
}
