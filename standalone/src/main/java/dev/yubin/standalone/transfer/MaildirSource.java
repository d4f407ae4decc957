package dev.yubin.standalone.transfer;

import dev.yubin.standalone.instance.CommandFailedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A tree of Maildirs. A directory with mail of its own is INBOX; those below it are mailboxes.
public record MaildirSource(Path root) implements MailSource {
  private static final List<String> MAIL = List.of("cur", "new");
  private static final int DEEPEST = 64;

  @Override
  public List<MaildirFolder> folders() throws IOException {
    List<MaildirFolder> folders = new ArrayList<>();
    try (Stream<Path> tree = Files.walk(root, DEEPEST)) {
      for (Path directory : (Iterable<Path>) tree.filter(MaildirSource::isMaildir)::iterator) {
        folders.add(
            new MaildirFolder(
                directory, MaildirNames.name(root, directory), files(directory).size()));
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    if (folders.isEmpty()) {
      throw new CommandFailedException(
          "There is no Maildir in %s: a directory with cur and new in it".formatted(root));
    }
    folders.sort(Comparator.comparing(MaildirFolder::name));
    return folders;
  }

  private static boolean isMaildir(Path directory) {
    return Files.isDirectory(directory.resolve("cur"));
  }

  private static List<Path> files(Path directory) throws IOException {
    List<Path> files = new ArrayList<>();
    for (String name : MAIL) {
      if (Files.isDirectory(directory.resolve(name))) {
        try (Stream<Path> some = Files.list(directory.resolve(name))) {
          some.filter(file -> !file.getFileName().toString().startsWith(".")).forEach(files::add);
        }
      }
    }
    // Flags may change between two runs, the rest of a name does not.
    files.sort(
        Comparator.comparing(file -> MaildirFlags.uniqueName(file.getFileName().toString())));
    return files;
  }

  /// One mailbox.
  record MaildirFolder(Path directory, String name, int count) implements MailSource.Mailbox {
    @Override
    public void read(Sink sink) throws IOException {
      MaildirFlags flags = MaildirFlags.of(directory);
      for (Path file : files(directory)) {
        Optional<byte[]> octets = read(file);
        if (octets.isPresent()) {
          String fileName = file.getFileName().toString();
          sink.take(
              new Mail(
                  MaildirFlags.uniqueName(fileName),
                  Files.getLastModifiedTime(file).toInstant().truncatedTo(ChronoUnit.SECONDS),
                  flags.read(fileName),
                  MailHeader.identity(octets.get()),
                  octets::get));
        }
      }
    }

    /// @return empty when a mail program has renamed or removed it meanwhile; the next run finds it
    private static Optional<byte[]> read(Path file) throws IOException {
      try {
        return Optional.of(LineEnds.toCrlf(Files.readAllBytes(file)));
      } catch (NoSuchFileException e) {
        return Optional.empty();
      }
    }
  }

  @Override
  public void close() {}
}
