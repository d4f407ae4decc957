package dev.yubin.standalone.torture;

import dev.yubin.standalone.cli.AdminApi;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/// Who has a mailbox: those that mail is sent to, those who send it and are told of failures,
/// and the one that probes go to.
///
/// @param receivers addresses
/// @param senders addresses
/// @param clients addresses of those whose folders IMAP clients work on; no mail is sent to
///     them
record Accounts(List<String> receivers, List<String> senders, List<String> clients) {
  static final String PASSWORD = "correct horse battery";
  /// Receives, and fetches over POP3.
  static final String POPPER = "p0@" + ServiceWords.DOMAIN;

  static final String PROBE = "probe@" + ServiceWords.DOMAIN;

  static Accounts create(AdminApi admin, int receivers, int clients) {
    admin.create("domains", Map.of("name", ServiceWords.DOMAIN));
    Accounts accounts =
        new Accounts(named("u", receivers), named("s", Load.SENDERS), named("i", clients));
    Stream.of(accounts.all(), accounts.clients().stream(), Stream.of(POPPER))
        .flatMap(Function.identity())
        .forEach(
            address -> admin.create("accounts", Map.of("address", address, "password", PASSWORD)));
    return accounts;
  }

  private static List<String> named(String prefix, int count) {
    List<String> addresses = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      addresses.add(prefix + i + "@" + ServiceWords.DOMAIN);
    }
    return List.copyOf(addresses);
  }

  /// Whom mail is sent to.
  List<String> addressees() {
    return Stream.concat(receivers.stream(), Stream.of(POPPER)).toList();
  }

  /// All whose INBOX IMAP looks into in the end.
  Stream<String> all() {
    return Stream.of(receivers, senders, List.of(PROBE)).flatMap(List::stream);
  }
}
