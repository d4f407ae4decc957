package dev.yubin.standalone.torture;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Whether each mailbox has each mail once that was accepted for it, and no other.
record LocalCheck(History history, Arrived arrived) {

  void run() {
    arrived.messages().forEach(this::check);
    history.sent().values().forEach(this::checkThere);
  }

  private void checkThere(Sent sent) {
    if (sent.outcome() != Sent.Outcome.ACCEPTED) {
      return;
    }
    for (String account : accounts(sent)) {
      if (!arrived.messages().getOrDefault(account, Map.of()).containsKey(sent.mail().id())) {
        history.broken(
            Promise.LOST,
            "%s for %s, accepted at %s with: %s"
                .formatted(sent.mail().id(), account, sent.at(), sent.reply()));
      }
    }
  }

  private void check(String account, Map<String, Integer> mails) {
    mails.forEach(
        (id, count) -> {
          Sent sent = history.sent().get(id);
          if (sent == null
              || sent.outcome() == Sent.Outcome.NOT_ACCEPTED
              || !accounts(sent).contains(account)) {
            history.broken(
                Promise.UNASKED,
                "%s in %s, answered: %s"
                    .formatted(id, account, sent == null ? "not sent" : sent.reply()));
          } else if (count > 1) {
            history.broken(
                Promise.DOUBLED,
                "%s is %d times in %s, sent at %s".formatted(id, count, account, sent.at()));
          }
        });
  }

  private static Set<String> accounts(Sent sent) {
    Set<String> accounts = new HashSet<>();
    for (String recipient : sent.taken()) {
      if (SinkScript.of(recipient).isEmpty()) {
        accounts.add(recipient);
      }
    }
    return accounts;
  }
}
