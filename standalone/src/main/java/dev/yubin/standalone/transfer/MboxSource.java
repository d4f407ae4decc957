package dev.yubin.standalone.transfer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.yubin.standalone.instance.CommandFailedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// An mbox file, or a tree of them: what begins as an mbox does is one, whatever its name.
///
/// @param root a file or a directory
public record MboxSource(Path root) implements MailSource {
  private static final int DEEPEST = 64;

  @Override
  public List<MboxFolder> folders() throws IOException {
    Path base =
        Files.isDirectory(root) ? root : Objects.requireNonNull(root.toAbsolutePath().getParent());
    List<MboxFolder> folders = new ArrayList<>();
    try (Stream<Path> tree = Files.walk(root.toAbsolutePath(), DEEPEST)) {
      for (Path file : (Iterable<Path>) tree.filter(Files::isRegularFile)::iterator) {
        if (isMbox(file)) {
          try (InputStream in = Files.newInputStream(file)) {
            folders.add(
                new MboxFolder(file, name(base.toAbsolutePath(), file), MboxReader.count(in)));
          }
        }
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    if (folders.isEmpty()) {
      throw new CommandFailedException(
          root + " is no mbox and has none: a file that begins with \"From \"");
    }
    folders.sort(Comparator.comparing(MboxFolder::name));
    return folders;
  }

  private static boolean isMbox(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(5), ISO_8859_1).equals("From ");
    }
  }

  /// `Work.mbox`, and `Work.sbd/2024` as Thunderbird has it.
  private static String name(Path base, Path file) {
    StringBuilder name = new StringBuilder();
    for (Path part : base.relativize(file)) {
      name.append(name.isEmpty() ? "" : "/")
          .append(part.toString().replaceFirst("\\.(mbox|sbd)$", ""));
    }
    return MaildirNames.name(Path.of(""), Path.of(name.toString()));
  }

  /// One mailbox.
  record MboxFolder(Path file, String name, int count) implements MailSource.Mailbox {
    @Override
    public void read(Sink sink) throws IOException {
      try (InputStream in = Files.newInputStream(file)) {
        new MboxReader(in, "mail").read(sink);
      }
    }
  }

  @Override
  public void close() {}
}
