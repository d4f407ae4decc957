package dev.yubin.standalone.cli;

import dev.yubin.standalone.instance.CommandFailedException;
import dev.yubin.standalone.transfer.ImapAccount;
import dev.yubin.standalone.transfer.ImapServer;
import dev.yubin.standalone.transfer.MailSource;
import dev.yubin.standalone.transfer.MailTarget;
import dev.yubin.standalone.transfer.MaildirSource;
import dev.yubin.standalone.transfer.MboxSource;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Brings mail into an account, with its mailboxes, flags and dates. What is there already is not
/// copied again.
@Command(
    name = "import",
    description = "Bring mail into an account. What is there already is not copied again.",
    mixinStandardHelpOptions = true)
public final class ImportCommand implements Callable<Integer> {
  @Mixin private AdminOptions options = new AdminOptions();
  @Mixin private MailOptions mail = new MailOptions();

  @Parameters(paramLabel = "ADDRESS", description = "The account.")
  private String address = "";

  @ArgGroup(exclusive = true, multiplicity = "1")
  private From from = new From();

  @Option(
      names = "--into",
      paramLabel = "MAILBOX",
      description = "Put INBOX, or the only mailbox, here and all others below.")
  private @Nullable String into;

  @Option(
      names = "--password-stdin",
      description = "Read the password for --imap from standard input.")
  private boolean passwordStdin;

  /// Where the mail is.
  static final class From {
    @Option(names = "--maildir", paramLabel = "DIR", description = "A Maildir, or a tree of them.")
    private @Nullable Path maildir;

    @Option(names = "--mbox", paramLabel = "PATH", description = "An mbox, or a tree of them.")
    private @Nullable Path mbox;

    @Option(
        names = "--imap",
        paramLabel = "URL",
        description = "Another server: imaps://user%%40example.org@imap.example.org.")
    private @Nullable URI imap;
  }

  @Override
  public Integer call() {
    try (MailSource source = source();
        MailTarget target = mail.account(options, address)) {
      return MailOptions.transfer(source, target, into);
    }
  }

  private MailSource source() {
    if (from.maildir != null) {
      return new MaildirSource(existing(from.maildir));
    }
    if (from.mbox != null) {
      return new MboxSource(existing(from.mbox));
    }
    ImapServer server = ImapServer.of(Objects.requireNonNull(from.imap));
    if (server.user() == null) {
      throw new CommandFailedException("--imap wants a user: imaps://user@" + server.host());
    }
    return new ImapAccount(server.logIn(server.user(), password(server), mail.insecure));
  }

  private static Path existing(Path path) {
    if (!Files.isReadable(path)) {
      throw new CommandFailedException(path + " is not there, or cannot be read");
    }
    return path;
  }

  private String password(ImapServer server) {
    if (passwordStdin) {
      return AccountCommand.readPassword(System.in);
    }
    char[] typed =
        MailOptions.terminal()
            .map(t -> t.readPassword("Password of %s at %s: ", server.user(), server.host()))
            .orElseThrow(
                () -> new CommandFailedException("Give the password with --password-stdin"));
    return new String(typed);
  }
}
