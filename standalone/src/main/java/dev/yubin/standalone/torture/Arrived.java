package dev.yubin.standalone.torture;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What is in the mailboxes, as IMAP shows it.
///
/// @param messages by account and mail id, how many
/// @param failures by mail id and recipient, how many DSNs tell of them
record Arrived(Map<String, Map<String, Integer>> messages, Map<String, Integer> failures) {
  private static final Pattern ABOUT = Pattern.compile("^To: <s\\d+\\+([^@]+)@", Pattern.MULTILINE);
  private static final Pattern FAILED =
      Pattern.compile("^Final-Recipient: [^;]+; *(\\S+)\r\nAction: failed", Pattern.MULTILINE);
  private static final Pattern UID = Pattern.compile("\\bUID (\\d+)");
  private static final Pattern UID_NEXT = Pattern.compile("\\[UIDNEXT (\\d+)]");

  static Arrived read(int imapPort, Accounts accounts, History history) throws IOException {
    Arrived arrived = new Arrived(new HashMap<>(), new HashMap<>());
    for (String account : accounts.all().toList()) {
      arrived.read(imapPort, account, history);
    }
    return arrived;
  }

  static String failure(String mail, String recipient) {
    return mail + " " + recipient;
  }

  private void read(int port, String account, History history) throws IOException {
    Map<String, Integer> own = new HashMap<>();
    messages.put(account, own);
    try (ImapClient imap = new ImapClient(port, account, Accounts.PASSWORD)) {
      long[] last = {0};
      long next =
          imap.command("SELECT INBOX").stream()
              .map(response -> UID_NEXT.matcher(response.text()))
              .filter(Matcher::find)
              .mapToLong(found -> Long.parseLong(found.group(1)))
              .findFirst()
              .orElse(0);
      imap.command(
          "UID FETCH 1:* (UID BODY.PEEK[])",
          response -> {
            if (response.literals().isEmpty()) {
              return;
            }
            Matcher uid = UID.matcher(response.text());
            long number = uid.find() ? Long.parseLong(uid.group(1)) : 0;
            if (number <= last[0] || number >= next) {
              history.broken(
                  Promise.MAILBOX,
                  "%s: UID %d after %d, UIDNEXT %d".formatted(account, number, last[0], next));
            }
            last[0] = number;
            take(account, own, response.literals().getFirst(), history);
          });
    }
  }

  private void take(String account, Map<String, Integer> own, byte[] octets, History history) {
    Mail.read(octets)
        .ifPresentOrElse(
            mark -> {
              own.merge(mark.id(), 1, Integer::sum);
              if (!mark.whole()) {
                history.broken(
                    Promise.PARTIAL,
                    "%s in %s, %d octets".formatted(mark.id(), account, octets.length));
              }
            },
            () -> takeDsn(account, new String(octets, ISO_8859_1), history));
  }

  private void takeDsn(String account, String text, History history) {
    Matcher about = ABOUT.matcher(text);
    Matcher failed = FAILED.matcher(text);
    if (!about.find() || !failed.find()) {
      history.broken(
          Promise.UNASKED,
          "%s has a mail of nobody: %s"
              .formatted(account, text.substring(0, Math.min(300, text.length()))));
      return;
    }
    do {
      failures.merge(failure(about.group(1), failed.group(1)), 1, Integer::sum);
    } while (failed.find());
  }
}
