package dev.yubin.mailbox.pop3.command;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.IntFunction;

/// Reads a line of a client's: a keyword in any case, then arguments after single spaces
/// (RFC 1939 §3). Never throws: what is no command becomes [Rejected].
public final class CommandParser {
  /// RFC 2449 §4 allows 255 octets with the CRLF; long passwords are borne too.
  public static final int MAX_LINE = 1024;

  public static final Pop3Reply.Err TOO_LONG = new Pop3Reply.Err("Line is too long");

  private CommandParser() {}

  /// @param line without its CRLF
  public static Pop3Command parse(byte[] line) {
    String text = new String(line, StandardCharsets.UTF_8);
    int space = text.indexOf(' ');
    String keyword = (space < 0 ? text : text.substring(0, space)).toUpperCase(Locale.ROOT);
    // Passwords end where the line ends, everything else may be followed by spaces.
    String raw = space < 0 ? "" : text.substring(space + 1);
    String argument = raw.strip();
    // RFC 6856 §2.2; what was not UTF-8 has become U+FFFD, which no name or password holds.
    if (raw.indexOf('\ufffd') >= 0) {
      return rejected("Names and passwords are in UTF-8");
    }
    return switch (keyword) {
      case "USER" -> argument.isEmpty() ? rejected("USER wants a name") : new User(argument);
      case "PASS" -> raw.isEmpty() ? rejected("PASS wants a password") : new Pass(raw);
      case "AUTH" -> auth(argument);
      case "STAT" -> alone(argument, new Stat());
      case "LIST" -> oneOrAll(argument, ScanListing::new);
      case "UIDL" -> oneOrAll(argument, Uidl::new);
      case "RETR" -> one(argument, Retr::new);
      case "DELE" -> one(argument, Dele::new);
      case "TOP" -> top(argument);
      case "NOOP" -> alone(argument, new Noop());
      case "RSET" -> alone(argument, new Rset());
      case "QUIT" -> alone(argument, new Quit());
      case "CAPA" -> alone(argument, new Capa());
      case "STLS" -> alone(argument, new Stls());
      case "UTF8" -> alone(argument, new Utf8());
      case "LANG" -> new Lang(Optional.of(argument).filter(range -> !range.isEmpty()));
      default -> rejected("Unknown command");
    };
  }

  private static Rejected rejected(String why) {
    return new Rejected(new Pop3Reply.Err(why));
  }

  private static Pop3Command alone(String argument, Pop3Command command) {
    return argument.isEmpty() ? command : rejected("No argument is wanted");
  }

  private static Pop3Command auth(String argument) {
    String[] parts = argument.split(" +", 3);
    if (argument.isEmpty() || parts.length > 2) {
      return rejected("AUTH wants a mechanism; CAPA lists them");
    }
    return new Auth(parts[0], parts.length == 2 ? Optional.of(parts[1]) : Optional.empty());
  }

  private static Pop3Command oneOrAll(String argument, Function<OptionalInt, Pop3Command> command) {
    return argument.isEmpty()
        ? command.apply(OptionalInt.empty())
        : one(argument, number -> command.apply(OptionalInt.of(number)));
  }

  private static Pop3Command one(String argument, IntFunction<Pop3Command> command) {
    OptionalInt number = number(argument);
    return number.isPresent() && number.getAsInt() > 0
        ? command.apply(number.getAsInt())
        : rejected("A message number is wanted, from 1");
  }

  private static Pop3Command top(String argument) {
    String[] parts = argument.split(" +", -1);
    OptionalInt message = number(parts[0]);
    OptionalInt lines = parts.length == 2 ? number(parts[1]) : OptionalInt.empty();
    return message.orElse(0) > 0 && lines.isPresent()
        ? new Top(message.getAsInt(), lines.getAsInt())
        : rejected("A message number and a number of lines are wanted");
  }

  /// Nine digits at most: no number that a client may mean is larger.
  private static OptionalInt number(String digits) {
    return !digits.isEmpty()
            && digits.length() <= 9
            && digits.chars().allMatch(c -> c >= '0' && c <= '9')
        ? OptionalInt.of(Integer.parseInt(digits))
        : OptionalInt.empty();
  }
}
