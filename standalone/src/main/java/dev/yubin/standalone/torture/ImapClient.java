package dev.yubin.standalone.torture;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A session of an IMAP client. For one thread.
final class ImapClient implements AutoCloseable {
  private static final Pattern LITERAL = Pattern.compile("\\{(\\d+)}$");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Wire wire;
  private int tag;

  /// A response, its literals apart.
  ///
  /// @param text with a `{n}` where the literal stood
  record Response(String text, List<byte[]> literals) {}

  /// The tagged answer was NO or BAD.
  static final class RefusedException extends IOException {
    private static final long serialVersionUID = 1;

    RefusedException(String command, String answer) {
      super(command + " was answered: " + answer);
    }
  }

  ImapClient(int port, String user, String password) throws IOException {
    wire = new Wire(port, PATIENCE);
    try {
      wire.line();
      command("LOGIN " + user + " \"" + password + "\"");
    } catch (IOException e) {
      wire.close();
      throw e;
    }
  }

  /// @return the untagged responses, and the tagged one at the end
  List<Response> command(String command) throws IOException {
    List<Response> responses = new ArrayList<>();
    command(command, responses::add);
    return responses;
  }

  /// As the other, for answers that are too large to keep.
  void command(String command, Consumer<Response> each) throws IOException {
    String own = "t" + ++tag;
    wire.send(own + " " + command);
    finish(own, command, each);
  }

  /// RFC 3501 §6.3.11, with a synchronizing literal.
  List<Response> append(String mailbox, String flags, byte[] octets) throws IOException {
    String own = "t" + ++tag;
    String command = "APPEND %s (%s) {%d}".formatted(mailbox, flags, octets.length);
    wire.send(own + " " + command);
    String go = wire.line();
    while (go.startsWith("* ")) {
      go = wire.line();
    }
    if (!go.startsWith("+")) {
      throw new RefusedException(command, go);
    }
    wire.write(octets);
    wire.send("");
    List<Response> responses = new ArrayList<>();
    finish(own, command, responses::add);
    return responses;
  }

  private void finish(String own, String command, Consumer<Response> each) throws IOException {
    while (true) {
      Response response = response();
      each.accept(response);
      if (response.text().startsWith("* BYE")) {
        throw new IOException("The server said " + response.text());
      }
      if (response.text().startsWith(own + " ")) {
        if (!response.text().startsWith(own + " OK")) {
          throw new RefusedException(command, response.text());
        }
        return;
      }
    }
  }

  private Response response() throws IOException {
    StringBuilder text = new StringBuilder();
    List<byte[]> literals = new ArrayList<>();
    while (true) {
      String line = wire.line();
      text.append(line);
      Matcher literal = LITERAL.matcher(line);
      if (!literal.find()) {
        return new Response(text.toString(), literals);
      }
      literals.add(wire.octets(Integer.parseInt(literal.group(1))));
    }
  }

  @Override
  public void close() throws IOException {
    wire.close();
  }
}
