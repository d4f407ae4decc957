package dev.yubin.mailbox.clients;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// A Maildir of a mail program, with LF at line ends as these keep it.
record MaildirFiles(Path directory) {

  /// @param flags letters behind `:2,`
  /// @param octets with CRLF at line ends
  record Message(Path file, String flags, String octets) {
    @Override
    public String toString() {
      return "%s %.200s".formatted(file, octets);
    }
  }

  List<Message> messages() throws IOException {
    try (Stream<Path> seen = Files.list(directory.resolve("cur"));
        Stream<Path> fresh = Files.list(directory.resolve("new"))) {
      return Stream.concat(seen, fresh).sorted().map(MaildirFiles::message).toList();
    }
  }

  private static Message message(Path file) {
    String name = file.getFileName().toString();
    int info = name.indexOf(":2,");
    try {
      return new Message(
          file, info < 0 ? "" : name.substring(info + 3), crlf(Files.readString(file, ISO_8859_1)));
    } catch (IOException e) {
      throw new AssertionError(file.toString(), e);
    }
  }

  private static String crlf(String text) {
    return text.replace("\n", "\r\n");
  }

  List<String> octets() throws IOException {
    return messages().stream().map(Message::octets).toList();
  }

  /// The message that holds a text.
  Message with(String text) throws IOException {
    return messages().stream()
        .filter(message -> message.octets().contains(text))
        .findFirst()
        .orElseThrow();
  }

  /// As a program leaves a new mail of the user's.
  void add(String name, String flags, String mail) throws IOException {
    Path file = directory.resolve("cur").resolve(name + ":2," + flags);
    Files.writeString(file, mail.replace("\r\n", "\n"), ISO_8859_1);
  }

  void setFlags(Message message, String flags) throws IOException {
    String name = message.file().getFileName().toString().replaceFirst(":2,.*", "");
    Files.move(message.file(), directory.resolve("cur").resolve(name + ":2," + flags));
  }
}
