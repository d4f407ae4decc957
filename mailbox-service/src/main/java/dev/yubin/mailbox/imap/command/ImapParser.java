package dev.yubin.mailbox.imap.command;

import dev.yubin.mailbox.imap.wire.Arguments;
import dev.yubin.mailbox.imap.wire.BadSyntaxException;
import dev.yubin.mailbox.imap.wire.CommandInput;
import dev.yubin.mailbox.imap.wire.Dialect;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads one command (RFC 9051 §9, `command`).
public final class ImapParser {
  private static final int MAX_CAPABILITIES = 64;
  private static final int MAX_RESOURCES = 16;

  private final Arguments in;

  private ImapParser(Arguments in) {
    this.in = in;
  }

  /// @throws IOException when the client is gone within the command
  public static Parsed parse(CommandInput input, Dialect dialect) throws IOException {
    String tag = "*";
    try {
      Arguments arguments = new Arguments(input, dialect);
      tag = arguments.tag();
      arguments.space();
      return new Parsed.Command(tag, new ImapParser(arguments).command());
    } catch (BadSyntaxException e) {
      return new Parsed.Bad(tag, String.valueOf(e.getMessage()));
    } catch (SearchParser.BadCharsetException e) {
      return new Parsed.BadCharset(tag, e.saves());
    }
  }

  private ImapCommand command()
      throws IOException, BadSyntaxException, SearchParser.BadCharsetException {
    String name = in.word();
    ImapCommand command = name.equals("UID") ? uidCommand() : command(name);
    if (!goesOn(command)) {
      in.end();
    }
    return command;
  }

  /// Whether the rest is read while the command is carried out, or not at all.
  private static boolean goesOn(ImapCommand command) {
    return command instanceof ImapCommand.TakesMails
        || (command instanceof ImapCommand.SetMetadata metadata && metadata.tooLarge());
  }

  private ImapCommand command(String name)
      throws IOException, BadSyntaxException, SearchParser.BadCharsetException {
    return switch (name) {
      case "CAPABILITY" -> new ImapCommand.Capability();
      case "NOOP" -> new ImapCommand.Noop();
      case "LOGOUT" -> new ImapCommand.Logout();
      case "ID" -> id();
      case "STARTTLS" -> new ImapCommand.StartTls();
      case "LOGIN" -> new ImapCommand.Login(text(), text());
      case "AUTHENTICATE" -> authenticate();
      case "ENABLE" -> enable();
      case "COMPRESS" -> compress();
      case "UNAUTHENTICATE" -> new ImapCommand.Unauthenticate();
      case "GETQUOTA" -> new ImapCommand.GetQuota(text());
      case "SETQUOTA" -> setQuota();
      case "GETQUOTAROOT" -> new ImapCommand.GetQuotaRoot(mailbox());
      case "NAMESPACE" -> new ImapCommand.Namespace();
      case "SELECT" -> new SelectParser(in).select(given(), false);
      case "EXAMINE" -> new SelectParser(in).select(given(), true);
      case "CREATE" -> create();
      case "DELETE" -> new ImapCommand.Delete(given());
      case "RENAME" -> new ImapCommand.Rename(given(), mailbox());
      case "SUBSCRIBE" -> new ImapCommand.Subscribe(mailbox(), true);
      case "UNSUBSCRIBE" -> new ImapCommand.Subscribe(mailbox(), false);
      case "LIST" -> new ListParser(in).list();
      case "LSUB" -> new ListParser(in).lsub();
      case "STATUS" -> new ImapCommand.Status(mailbox(), statusItems());
      case "APPEND" -> append();
      case "GETMETADATA" -> new MetadataParser(in).get();
      case "SETMETADATA" -> new MetadataParser(in).set();
      case "ESEARCH" -> new SearchParser(in).multiSearch();
      case "IDLE" -> new ImapCommand.Idle();
      case "CHECK" -> new ImapCommand.Check();
      case "CLOSE" -> new ImapCommand.Close();
      case "UNSELECT" -> new ImapCommand.Unselect();
      case "EXPUNGE" -> new ImapCommand.Expunge(Optional.empty());
      case "FETCH", "STORE", "COPY", "MOVE", "REPLACE", "SEARCH", "SORT", "THREAD" ->
          onMessages(name, false);
      default -> throw new BadSyntaxException("Unknown command");
    };
  }

  private ImapCommand uidCommand()
      throws IOException, BadSyntaxException, SearchParser.BadCharsetException {
    in.space();
    String name = in.word();
    if (name.equals("EXPUNGE")) {
      in.space();
      return new ImapCommand.Expunge(Optional.of(in.sequenceSet()));
    }
    return onMessages(name, true);
  }

  private ImapCommand onMessages(String name, boolean uid)
      throws IOException, BadSyntaxException, SearchParser.BadCharsetException {
    return switch (name) {
      case "FETCH" -> new FetchParser(in).fetch(messages(uid));
      case "STORE" -> new FlagParser(in).store(messages(uid));
      case "COPY" -> new ImapCommand.Copy(messages(uid), mailbox());
      case "MOVE" -> new ImapCommand.Move(messages(uid), mailbox());
      case "REPLACE" -> replace(uid);
      case "SEARCH" -> new SearchParser(in).search(uid);
      case "SORT" -> new SortParser(in).sort(uid);
      case "THREAD" -> new SortParser(in).thread(uid);
      default -> throw new BadSyntaxException("Unknown command");
    };
  }

  private MessageSet messages(boolean uid) throws BadSyntaxException {
    in.space();
    return new MessageSet(in.sequenceSet(), uid);
  }

  private String mailbox() throws IOException, BadSyntaxException {
    in.space();
    return MailboxNames.read(in);
  }

  private GivenName given() throws IOException, BadSyntaxException {
    in.space();
    return MailboxNames.given(in);
  }

  private String text() throws IOException, BadSyntaxException {
    in.space();
    return in.astringText();
  }

  /// RFC 2971 §3.3: at most 30 pairs. What a client says of itself is not used.
  private ImapCommand id() throws IOException, BadSyntaxException {
    in.space();
    if (in.isNext('(')) {
      in.list(60, in::nstring);
    } else {
      in.nstring();
    }
    return new ImapCommand.Id();
  }

  private ImapCommand authenticate() throws BadSyntaxException {
    in.space();
    String mechanism = in.atom();
    return new ImapCommand.Authenticate(mechanism, in.accept(' ') ? initialResponse() : null);
  }

  private byte[] initialResponse() throws BadSyntaxException {
    String text = in.atom();
    // RFC 4959 §3: "=" is an empty response.
    return text.equals("=") ? new byte[0] : base64(text);
  }

  /// @throws BadSyntaxException when it is not base64
  public static byte[] base64(String text) throws BadSyntaxException {
    try {
      return Base64.getDecoder().decode(text.getBytes(StandardCharsets.ISO_8859_1));
    } catch (IllegalArgumentException e) {
      throw new BadSyntaxException("Not base64");
    }
  }

  private ImapCommand enable() throws BadSyntaxException {
    List<String> capabilities = new ArrayList<>();
    while (!in.atEnd() && capabilities.size() < MAX_CAPABILITIES) {
      in.space();
      capabilities.add(in.atom());
    }
    return new ImapCommand.Enable(List.copyOf(capabilities));
  }

  private ImapCommand compress() throws BadSyntaxException {
    in.space();
    return new ImapCommand.Compress(in.atom());
  }

  private ImapCommand setQuota() throws IOException, BadSyntaxException {
    String root = text();
    in.space();
    in.list(MAX_RESOURCES, this::resourceLimit);
    return new ImapCommand.SetQuota(root);
  }

  private long resourceLimit() throws BadSyntaxException {
    in.atom();
    in.space();
    return in.number64();
  }

  private ImapCommand create() throws IOException, BadSyntaxException {
    GivenName mailbox = given();
    return new ImapCommand.Create(mailbox, in.accept(' ') ? specialUse() : null);
  }

  /// `(USE (\Sent))` (RFC 6154 §3).
  private @Nullable String specialUse() throws IOException, BadSyntaxException {
    in.expect('(');
    if (!in.word().equals("USE")) {
      throw new BadSyntaxException("Unknown parameter");
    }
    in.space();
    List<String> uses = in.list(1, in::flag);
    in.expect(')');
    return uses.isEmpty() ? null : uses.getFirst();
  }

  private List<StatusItem> statusItems() throws IOException, BadSyntaxException {
    in.space();
    return statusItems(in);
  }

  static List<StatusItem> statusItems(Arguments in) throws IOException, BadSyntaxException {
    List<StatusItem> items = in.list(StatusItem.values().length, () -> statusItem(in.word()));
    if (items.isEmpty()) {
      throw new BadSyntaxException("Status item missing");
    }
    return items;
  }

  private static StatusItem statusItem(String word) throws BadSyntaxException {
    return constant(StatusItem.class, word.replace('-', '_'));
  }

  static <E extends Enum<E>> E constant(Class<E> type, String word) throws BadSyntaxException {
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(word)) {
        return constant;
      }
    }
    throw new BadSyntaxException("Unknown item");
  }

  private ImapCommand append() throws IOException, BadSyntaxException {
    return new ImapCommand.Append(mailbox(), new AppendInput(in));
  }

  /// RFC 8508 §5
  private ImapCommand replace(boolean uid) throws IOException, BadSyntaxException {
    MessageSet message = messages(uid);
    if (!message.numbers().isSingle()) {
      throw new BadSyntaxException("One message is replaced at a time");
    }
    return new ImapCommand.Replace(message, mailbox(), new AppendInput(in));
  }
}
