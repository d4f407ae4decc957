package dev.yubin.standalone.cli;

import dev.yubin.standalone.transfer.MailSource;
import dev.yubin.standalone.transfer.MailTarget;
import dev.yubin.standalone.transfer.MaildirTarget;
import dev.yubin.standalone.transfer.MboxTarget;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Writes the mail of an account to files.
@Command(
    name = "export",
    description = "Write the mail of an account to files. What is there already is left.",
    mixinStandardHelpOptions = true)
public final class ExportCommand implements Callable<Integer> {
  @Mixin private AdminOptions options = new AdminOptions();
  @Mixin private MailOptions mail = new MailOptions();

  @Parameters(paramLabel = "ADDRESS", description = "The account.")
  private String address = "";

  @ArgGroup(exclusive = true, multiplicity = "1")
  private To to = new To();

  /// Where the mail goes.
  static final class To {
    @Option(names = "--maildir", paramLabel = "DIR", description = "A Maildir for each mailbox.")
    private @Nullable Path maildir;

    @Option(names = "--mbox", paramLabel = "DIR", description = "An mbox for each mailbox.")
    private @Nullable Path mbox;

    MailTarget target() {
      return maildir == null
          ? new MboxTarget(Objects.requireNonNull(mbox))
          : new MaildirTarget(maildir);
    }
  }

  @Override
  public Integer call() {
    try (MailSource source = mail.account(options, address);
        MailTarget target = to.target()) {
      return MailOptions.transfer(source, target, null);
    }
  }
}
