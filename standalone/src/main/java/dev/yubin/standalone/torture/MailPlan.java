package dev.yubin.standalone.torture;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// What one sender sends, one mail after the other, all of it by its seed.
final class MailPlan {
  /// How a mail is spoken.
  enum Way {
    PLAIN,
    /// RFC 2920.
    PIPELINED,
    /// RFC 3030: BDAT in chunks of various sizes.
    CHUNKED,
    /// The client leaves in the middle of the content.
    CUT
  }

  record Next(Mail mail, Way way) {}

  private static final int MANY = 500;

  private final String sender;
  private final List<String> accounts;
  private final SplittableRandom random;
  private final String prefix;
  private int count;

  /// @param number of the sender, from 0
  MailPlan(long seed, int number, List<String> accounts) {
    this.sender = "s" + number;
    this.accounts = accounts;
    this.random = new SplittableRandom(seed * 1_000_003 + number);
    this.prefix = "m" + number + "-";
  }

  Next next() {
    String id = prefix + count++;
    Mail mail = new Mail(id, sender, recipients(), size(), random.nextLong());
    return new Next(mail, way());
  }

  private int size() {
    int dice = random.nextInt(100);
    if (dice < 70) {
      return random.nextInt(1_000, 8_000);
    }
    if (dice < 90) {
      return random.nextInt(8_000, 200_000);
    }
    return dice < 98 ? random.nextInt(400_000, 1_400_000) : random.nextInt(2_000_000, 5_000_000);
  }

  private Way way() {
    int dice = random.nextInt(100);
    if (dice < 30) {
      return Way.PLAIN;
    }
    if (dice < 62) {
      return Way.PIPELINED;
    }
    return dice < 94 ? Way.CHUNKED : Way.CUT;
  }

  private List<String> recipients() {
    int dice = random.nextInt(100);
    if (dice < 55) {
      return local(1 + random.nextInt(4));
    }
    if (dice < 60) {
      return accounts;
    }
    if (dice < 62) {
      return remote(SinkScript.TAKES, 100 + random.nextInt(MANY - 99));
    }
    List<String> recipients = new ArrayList<>();
    if (dice < 75) {
      recipients.addAll(local(1 + random.nextInt(2)));
    }
    recipients.addAll(remote(SinkScript.TAKES, random.nextInt(3)));
    int script = random.nextInt(SinkScript.values().length * 3 / 2);
    if (script < SinkScript.values().length || recipients.isEmpty()) {
      SinkScript other = SinkScript.values()[script % SinkScript.values().length];
      recipients.addAll(remote(other, 3 + random.nextInt(3)));
    }
    return List.copyOf(recipients);
  }

  private List<String> local(int number) {
    int first = random.nextInt(accounts.size());
    List<String> some = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      some.add(accounts.get((first + i) % accounts.size()));
    }
    return some;
  }

  /// By mail, as an address that has failed for ever is not tried for another mail.
  private List<String> remote(SinkScript script, int number) {
    String domain = script.domain(count % SinkScript.DOMAINS);
    List<String> some = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      some.add("r" + number + i + "-" + prefix + count + "@" + domain);
    }
    return some;
  }

  /// How long the sender rests before its next mail.
  long pauseMillis() {
    return random.nextLong(20, 300);
  }

  SplittableRandom random() {
    return random;
  }
}
