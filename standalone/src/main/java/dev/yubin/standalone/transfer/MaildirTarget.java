package dev.yubin.standalone.transfer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Writes a tree of Maildirs, with LF at line ends as mail programs have it in files.
public record MaildirTarget(Path root) implements MailTarget {

  @Override
  public Mailbox open(String name) throws IOException {
    Path directory = MaildirNames.directory(root, name);
    for (String part : List.of("tmp", "new", "cur")) {
      Files.createDirectories(directory.resolve(part));
    }
    Map<String, Path> there = new HashMap<>();
    try (Stream<Path> files = Files.list(directory.resolve("cur"))) {
      files.forEach(
          file -> there.put(MaildirFlags.uniqueName(file.getFileName().toString()), file));
    }
    return new MaildirFolder(directory, MaildirFlags.of(directory), there);
  }

  private record MaildirFolder(Path directory, MaildirFlags flags, Map<String, Path> there)
      implements Mailbox {

    /// Made of what the mail is known by where it comes from, so that the next run finds it.
    private static String uniqueName(Mail mail) {
      return "%d.%s.yubin".formatted(mail.date().getEpochSecond(), mail.key());
    }

    /// Flags that have changed since are written.
    @Override
    public boolean has(Mail mail) throws IOException {
      String name = uniqueName(mail);
      Path file = there.get(name);
      if (file == null) {
        return false;
      }
      String wanted = flags.write(name, mail.flags());
      if (!file.getFileName().toString().equals(wanted)) {
        Files.move(file, file.resolveSibling(wanted));
      }
      return true;
    }

    @Override
    public void add(Mail mail) throws IOException {
      String name = uniqueName(mail);
      Path written = directory.resolve("tmp").resolve(name);
      Files.write(written, LineEnds.toLf(mail.octets().read()));
      Files.setLastModifiedTime(written, FileTime.from(mail.date()));
      Files.move(written, directory.resolve("cur").resolve(flags.write(name, mail.flags())));
    }
  }

  @Override
  public void close() {}
}
