package dev.yubin.standalone.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.yubin.standalone.instance.CommandFailedException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Tells what became of mails.
@Command(
    name = "trace",
    description = "Tells what became of a mail, by its id, its Message-ID or an address.",
    mixinStandardHelpOptions = true)
public final class TraceCommand implements Runnable {
  @Mixin AdminOptions options = new AdminOptions();

  @Parameters(paramLabel = "MESSAGE-ID-OR-ADDRESS")
  String wanted = "";

  @Option(names = "--limit", paramLabel = "N", description = "Mails, the latest (20).")
  @Nullable Integer limit;

  @Option(names = "--json", description = "As JSON.")
  boolean json;

  @Override
  public void run() {
    Map<String, @Nullable Object> query = new LinkedHashMap<>();
    query.put("of", wanted);
    query.put("limit", limit);
    AdminApi.Answer answer = options.delivery().get("traces", query);
    if (json) {
      System.out.println(new String(answer.json(), UTF_8));
      return;
    }
    List<Map<String, Object>> mails = answer.many();
    if (mails.isEmpty()) {
      throw new CommandFailedException(
          "Nothing is known of %s: it never came, or too long ago".formatted(wanted));
    }
    for (Map<String, Object> mail : mails) {
      System.out.println("Mail " + mail.get("mail"));
      Steps.print(mail.get("steps"));
    }
  }
}
