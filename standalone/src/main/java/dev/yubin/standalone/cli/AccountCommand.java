package dev.yubin.standalone.cli;

import dev.yubin.standalone.instance.CommandFailedException;
import dev.yubin.standalone.instance.DataDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// People with mailboxes here.
@Command(
    name = "account",
    description = "People with mailboxes here.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true)
public final class AccountCommand {
  private static final int LONGEST_PASSWORD = 1024;

  @Command(
      description = "Make an account. A password is generated unless one is given.",
      mixinStandardHelpOptions = true)
  void add(
      @Mixin AdminOptions options,
      @Parameters(paramLabel = "ADDRESS") String address,
      @Option(names = "--password-stdin", description = "Read the password from standard input.")
          boolean passwordStdin,
      @Option(names = "--quota-bytes", paramLabel = "N", description = "Most bytes of mail.")
          @Nullable Long quotaBytes) {
    String password = passwordStdin ? readPassword(System.in) : DataDirectory.generate();
    Map<String, Object> account = new LinkedHashMap<>();
    account.put("address", address);
    account.put("password", password);
    if (quotaBytes != null) {
      account.put("quotaBytes", quotaBytes);
    }
    accounts(options).add(address, account);
    if (!passwordStdin) {
      System.out.println("Its password, shown this once: " + password);
    }
  }

  @Command(description = "Set how much mail an account may have.", mixinStandardHelpOptions = true)
  void quota(
      @Mixin AdminOptions options,
      @Parameters(paramLabel = "ADDRESS") String address,
      @Parameters(paramLabel = "BYTES", description = "`none` for no limit.") String bytes,
      @Option(
              names = "--messages",
              paramLabel = "N",
              description = "Most messages; without it there is no such limit.")
          @Nullable Long messages) {
    Map<String, Object> quota = new LinkedHashMap<>();
    if (!bytes.equals("none")) {
      quota.put("quotaBytes", octets(bytes));
    }
    if (messages != null) {
      quota.put("quotaMessages", messages);
    }
    if (options.api().put("accounts", address, "quota", quota) == AdminApi.Outcome.ABSENT) {
      throw new CommandFailedException("There is no account " + address);
    }
    System.out.println("The quota of %s is %s.".formatted(address, bytes));
  }

  private static long octets(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new CommandFailedException(text + " is no number of bytes, nor none", e);
    }
  }

  @Command(description = "Show all accounts.", mixinStandardHelpOptions = true)
  void list(@Mixin AdminOptions options) {
    accounts(options).list();
  }

  @Command(description = "Delete an account with its mail.", mixinStandardHelpOptions = true)
  void delete(@Mixin AdminOptions options, @Parameters(paramLabel = "ADDRESS") String address) {
    accounts(options).delete(address);
  }

  /// The first line.
  static String readPassword(InputStream in) {
    try {
      byte[] octets = in.readNBytes(LONGEST_PASSWORD + 1);
      String line = new String(octets, StandardCharsets.UTF_8).lines().findFirst().orElse("");
      if (line.isEmpty() || octets.length > LONGEST_PASSWORD) {
        throw new CommandFailedException(
            "--password-stdin takes a line of 1 to %d octets".formatted(LONGEST_PASSWORD));
      }
      return line;
    } catch (IOException e) {
      throw new CommandFailedException("Standard input cannot be read: " + e.getMessage(), e);
    }
  }

  private static Things accounts(AdminOptions options) {
    return new Things(options.api(), "account", "accounts", "address", System.out);
  }
}
