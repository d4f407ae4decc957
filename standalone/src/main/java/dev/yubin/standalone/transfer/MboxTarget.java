package dev.yubin.standalone.transfer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;

/// Writes an mbox a mailbox, in the form called mboxrd: each line that is `From ` behind any number
/// of `>` has one more, so that reading takes exactly that away. A file gets its name when it is
/// complete; a mailbox whose file is there is left alone.
public record MboxTarget(Path root) implements MailTarget {

  @Override
  public Mailbox open(String name) throws IOException {
    Path directory = MaildirNames.directory(root, name);
    Path file = directory.resolveSibling(directory.getFileName() + ".mbox");
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    return Files.exists(file) ? new Complete() : new MboxFolder(file);
  }

  private record Complete() implements Mailbox {
    @Override
    public boolean has(Mail mail) {
      return true;
    }

    @Override
    public void add(Mail mail) {
      throw new IllegalStateException("Nothing is missing");
    }
  }

  private static final class MboxFolder implements Mailbox {
    private final Path file;
    private final Path partial;
    private final OutputStream out;

    MboxFolder(Path file) throws IOException {
      this.file = file;
      this.partial = file.resolveSibling(file.getFileName() + ".partial");
      this.out = new BufferedOutputStream(Files.newOutputStream(partial), 1 << 16);
    }

    @Override
    public boolean has(Mail mail) {
      return false;
    }

    @Override
    public void add(Mail mail) throws IOException {
      byte[] octets = LineEnds.toLf(mail.octets().read());
      out.write((FromLine.of(mail.date()) + "\n").getBytes(ISO_8859_1));
      byte[] status = MboxStatus.write(mail.flags()).getBytes(UTF_8);
      boolean inHeader = true;
      int at = 0;
      while (at < octets.length) {
        int end = endOfLine(octets, at);
        if (inHeader && octets[at] == '\n') {
          out.write(status);
          inHeader = false;
        }
        if (FromLine.isQuoted(octets, at)) {
          out.write('>');
        }
        out.write(octets, at, end - at);
        at = end;
      }
      if (octets.length > 0 && octets[octets.length - 1] != '\n') {
        out.write('\n');
      }
      if (inHeader) {
        out.write(status);
      }
      out.write('\n');
    }

    private static int endOfLine(byte[] octets, int from) {
      int at = from;
      while (at < octets.length && octets[at] != '\n') {
        at++;
      }
      return Math.min(octets.length, at + 1);
    }

    @Override
    public void finish() throws IOException {
      out.close();
      Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  @Override
  public void close() {}
}
