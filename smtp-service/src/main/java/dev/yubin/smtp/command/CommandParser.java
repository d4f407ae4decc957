package dev.yubin.smtp.command;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;

/// Reads a command line. Never fails: what is no command is [Rejected].
public final class CommandParser {
  /// The longest line of any command, octets without CRLF: AUTH with its initial response
  /// (RFC 4954 §4, 12,288 octets).
  public static final int MAX_LINE = 12_288 - 2;

  /// Other commands. RFC 5321 §4.5.3.1.4 asks for 512 octets at least, to which extensions add:
  /// RFC 4954 §3 500 octets to MAIL, RFC 3461 §4 as many to RCPT, RFC 6531 room for UTF-8,
  /// RFC 2852 §4, RFC 4865 §3, RFC 6710 §3 and RFC 8689 §2 some tens each.
  private static final int MAX_COMMAND = 2_048 - 2;

  public static final SmtpReply TOO_LONG = SmtpReply.of(500, "5.5.2", "Line too long");

  private CommandParser() {}

  /// @param line without its CRLF
  /// @param now when it was read
  public static SmtpCommand parse(byte[] line, Instant now) {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString();
    } catch (CharacterCodingException e) {
      return new Rejected(SmtpReply.of(500, "5.5.2", "Neither ASCII nor UTF-8"));
    }
    int space = text.indexOf(' ');
    String verb = (space < 0 ? text : text.substring(0, space)).toUpperCase(Locale.ROOT);
    if (line.length > MAX_COMMAND && !verb.equals("AUTH")) {
      return new Rejected(TOO_LONG);
    }
    // RFC 5321 §4.1.1: white space before the CRLF is to be tolerated.
    return parse(verb, space < 0 ? "" : text.substring(space + 1).stripTrailing(), now);
  }

  private static SmtpCommand parse(String verb, String argument, Instant now) {
    return switch (verb) {
      case "EHLO" -> Hello.parse(Hello.Verb.EHLO, argument);
      case "HELO" -> Hello.parse(Hello.Verb.HELO, argument);
      case "LHLO" -> Hello.parse(Hello.Verb.LHLO, argument);
      case "STARTTLS" -> alone(verb, argument, new StartTls());
      case "AUTH" -> Auth.parse(argument);
      case "MAIL" -> MailFrom.parse(argument, now);
      case "RCPT" -> RcptTo.parse(argument);
      case "DATA" -> alone(verb, argument, new Data());
      case "BDAT" -> Bdat.parse(argument);
      case "RSET" -> alone(verb, argument, new Rset());
      case "QUIT" -> alone(verb, argument, new Quit());
      case "NOOP" -> new Noop();
      case "HELP" -> new Help();
      case "VRFY" -> about(verb, argument, new Vrfy());
      case "EXPN" -> about(verb, argument, new Expn());
      // RFC 5321 §4.2.4: known from other RFCs, and not implemented.
      case "ATRN", "BURL", "ETRN", "SAML", "SEND", "SOML", "TURN" ->
          new Rejected(SmtpReply.of(502, "5.5.1", "Command not implemented"));
      case "CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "TRACE" ->
          new Foreign();
      default -> new Rejected(SmtpReply.of(500, "5.5.2", "Command not recognized"));
    };
  }

  private static SmtpCommand alone(String verb, String argument, SmtpCommand command) {
    return argument.isEmpty() ? command : Rejected.syntax(verb + " takes no argument");
  }

  private static SmtpCommand about(String verb, String argument, SmtpCommand command) {
    return argument.isEmpty() ? Rejected.syntax("Syntax: " + verb + " string") : command;
  }
}
