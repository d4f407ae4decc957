package dev.yubin.standalone;

import dev.yubin.standalone.cli.AccountCommand;
import dev.yubin.standalone.cli.AliasCommand;
import dev.yubin.standalone.cli.DnsCommand;
import dev.yubin.standalone.cli.DomainCommand;
import dev.yubin.standalone.cli.DownCommand;
import dev.yubin.standalone.cli.ExportCommand;
import dev.yubin.standalone.cli.ImportCommand;
import dev.yubin.standalone.cli.QueueCommand;
import dev.yubin.standalone.cli.StatusCommand;
import dev.yubin.standalone.cli.SuppressionCommand;
import dev.yubin.standalone.cli.TraceCommand;
import dev.yubin.standalone.instance.CommandFailedException;
import dev.yubin.standalone.torture.TortureCommand;
import dev.yubin.standalone.up.UpCommand;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/// The root of all commands.
@Command(
    name = "yubin",
    description = "Runs and administers the Yubin mail server suite.",
    mixinStandardHelpOptions = true,
    versionProvider = Yubin.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      UpCommand.class,
      DownCommand.class,
      StatusCommand.class,
      DomainCommand.class,
      AccountCommand.class,
      AliasCommand.class,
      DnsCommand.class,
      QueueCommand.class,
      ImportCommand.class,
      ExportCommand.class,
      SuppressionCommand.class,
      TraceCommand.class,
      TortureCommand.class,
      HelpCommand.class
    })
public final class Yubin {

  static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  /// The commands, with a failure told in one line.
  static CommandLine commandLine() {
    return new CommandLine(new Yubin()).setExecutionExceptionHandler(Yubin::tell);
  }

  private static int tell(Exception failure, CommandLine command, CommandLine.ParseResult parsed)
      throws Exception {
    if (!(failure instanceof CommandFailedException)) {
      throw failure;
    }
    PrintWriter err = command.getErr();
    err.println("yubin: " + failure.getMessage());
    err.flush();
    return 1;
  }

  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Yubin.class.getPackage().getImplementationVersion();
      return new String[] {"yubin " + (version == null ? "from source" : version)};
    }
  }
}
