package dev.yubin.standalone.transfer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Mail in files, to be compared.
public final class FileTree {
  public static final Instant DATE = Instant.parse("2020-02-29T12:34:56Z");

  private static final List<String> BODIES =
      List.of(
          "",
          "Hello.\n",
          "From nobody Tue Nov 24 10:00:00 2026\n>From here\n>>From there\n\n\n",
          ".\n..\nStatus: RO\n\n",
          "Gr\u00c3\u00bc\u00c3\u009fe\n\u001b$B4A;z\u001b(B\n",
          "x".repeat(3000) + "\n",
          "no line end");

  private FileTree() {}

  /// Mails with LF at line ends, octets as characters of ISO 8859-1.
  public static List<String> mails() {
    return BODIES.stream()
        .map(
            body ->
                "From: a@example.test\nSubject: %d\nMessage-ID: <%d@example.test>\n\n%s"
                    .formatted(body.length(), body.hashCode(), body))
        .toList();
  }

  /// A tree of Maildirs with all mails in each, each with other flags and another date.
  public static void writeMaildirs(Path root, List<String> mailboxes) throws IOException {
    for (String name : mailboxes) {
      Path directory = root.resolve(name);
      for (String part : List.of("cur", "new", "tmp")) {
        Files.createDirectories(directory.resolve(part));
      }
      Files.writeString(directory.resolve("dovecot-keywords"), "0 $Junk\n1 Arbeit\n");
      List<String> flags = List.of("", "S", "FRS", "DT", "P", "RSa", "Sab");
      for (int i = 0; i < mails().size(); i++) {
        Path file = directory.resolve("cur/1.%d.host:2,%s".formatted(i, flags.get(i)));
        Files.writeString(file, mails().get(i), ISO_8859_1);
        Files.setLastModifiedTime(file, FileTime.from(DATE.plusSeconds(i)));
      }
    }
  }

  /// What is in a tree of Maildirs: each mail with its mailbox, flags and date, by its
  /// octets, which differ.
  public static Map<String, String> readMaildirs(Path root) throws IOException {
    Map<String, String> mails = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(FileTree::isMail).toList()) {
        Path directory = parent(parent(file));
        MaildirFlags flags = MaildirFlags.of(directory);
        mails.put(
            root.relativize(directory) + "\n" + Files.readString(file, ISO_8859_1),
            flags.read(file.getFileName().toString())
                + " "
                + Files.getLastModifiedTime(file).toInstant());
      }
    }
    return mails;
  }

  private static boolean isMail(Path file) {
    String directory = parent(file).getFileName().toString();
    return Files.isRegularFile(file) && (directory.equals("cur") || directory.equals("new"));
  }

  private static Path parent(Path file) {
    return Objects.requireNonNull(file.getParent());
  }

  /// Each file's text by its path.
  public static Map<String, String> read(Path root) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).collect(Collectors.toList())) {
        texts.put(root.relativize(file).toString(), Files.readString(file, ISO_8859_1));
      }
    }
    return texts;
  }
}
