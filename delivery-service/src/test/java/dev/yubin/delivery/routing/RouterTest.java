package dev.yubin.delivery.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.directory.AddressMatching;
import dev.yubin.directory.DirectoryEntry;
import dev.yubin.mail.EmailAddress;
import dev.yubin.srs.SenderRewriting;
import dev.yubin.store.account.Room;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class RouterTest {
  private static final SenderRewriting REWRITING =
      new SenderRewriting("secret", Duration.ofDays(21), InstantSource.system());

  private final Map<String, DirectoryEntry> entries = new HashMap<>();
  private final Directory directory =
      new Directory() {
        @Override
        public <T> T asOfNow(Supplier<T> work) {
          return work.get();
        }

        @Override
        public Collection<DirectoryEntry> of(Collection<String> keys) {
          questions++;
          return entries.values().stream().filter(entry -> keys.contains(entry.key())).toList();
        }

        @Override
        public Map<Long, Room> rooms(Collection<Long> accounts) {
          return Map.of();
        }
      };
  private int questions;

  RouterTest() {
    add(new DirectoryEntry.Domain("example.test"));
    add(new DirectoryEntry.Account(1, "alice@example.test"));
    add(new DirectoryEntry.Account(2, "bob@example.test"));
  }

  @Test
  void findsAccountsWhateverTheCase() {
    assertThat(route("Alice@Example.TEST")).containsExactly(local(1, "alice@example.test"));
  }

  @Test
  void leavesForeignDomainsToOthers() {
    assertThat(route("Carol@elsewhere.test")).containsExactly(remote("Carol@elsewhere.test"));
  }

  @Test
  void knowsWhoIsNotHere() {
    assertThat(route("nobody@example.test"))
        .containsExactly(new Route.Unknown("5.1.1", "There is no mailbox nobody@example.test"));
  }

  @Test
  void followsNestedAliasesToPlacesHereAndElsewhere() {
    alias("all@example.test", "staff@example.test", "carol@elsewhere.test");
    alias("staff@example.test", "alice@example.test", "bob@example.test");
    assertThat(route("all@example.test"))
        .containsExactly(
            local(1, "alice@example.test"),
            local(2, "bob@example.test"),
            remote("carol@elsewhere.test"));
  }

  @Test
  void deliversOnceWhereSeveralWaysLead() {
    alias("all@example.test", "staff@example.test", "alice@example.test");
    alias("staff@example.test", "alice@example.test");
    assertThat(route("all@example.test")).containsExactly(local(1, "alice@example.test"));
  }

  @Test
  void findsLoopsAndDeliversToTheRest() {
    alias("a@example.test", "b@example.test", "bob@example.test");
    alias("b@example.test", "a@example.test");
    assertThat(route("a@example.test"))
        .containsExactly(
            new Route.Unknown("5.4.6", "The alias a@example.test leads in a circle"),
            local(2, "bob@example.test"));
  }

  @Test
  void givesUpOnAliasesThatAreNestedTooDeeply() {
    for (int i = 0; i < 20; i++) {
      alias("a" + i + "@example.test", "a" + (i + 1) + "@example.test");
    }
    assertThat(route("a0@example.test"))
        .singleElement()
        .isInstanceOfSatisfying(
            Route.Unknown.class, unknown -> assertThat(unknown.status()).isEqualTo("5.4.6"));
  }

  @Test
  void boundsWhatOneRecipientFansOutTo() {
    alias("bomb@example.test", "x@example.test", "y@example.test");
    for (String name : List.of("x", "y")) {
      String[] targets = new String[900];
      for (int i = 0; i < targets.length; i++) {
        targets[i] = name + i + "@elsewhere.test";
      }
      alias(name + "@example.test", targets);
    }
    assertThat(route("bomb@example.test")).hasSizeBetween(1000, 1002);
  }

  @Test
  void findsWhomADetailIsOf() {
    // RFC 5233 §1
    alias("alice+work@example.test", "bob@example.test");
    assertThat(route("alice+lists+x@example.test")).containsExactly(local(1, "alice@example.test"));
    assertThat(route("alice+work@example.test")).containsExactly(local(2, "bob@example.test"));
    assertThat(route("nobody+x@example.test")).hasSize(1).first().isInstanceOf(Route.Unknown.class);
    assertThat(route("+x@example.test")).first().isInstanceOf(Route.Unknown.class);
  }

  @Test
  void sendsToACatchAllWhomNothingElseStandsFor() {
    alias("@example.test", "bob@example.test");
    assertThat(route("whoever@example.test")).containsExactly(local(2, "bob@example.test"));
    assertThat(route("alice+x@example.test")).containsExactly(local(1, "alice@example.test"));
    assertThat(route("carol@elsewhere.test")).containsExactly(remote("carol@elsewhere.test"));
  }

  @Test
  void findsACatchAllThatLeadsToItself() {
    alias("@example.test", "gone@example.test");
    assertThat(route("whoever@example.test"))
        .containsExactly(new Route.Unknown("5.4.6", "The alias @example.test leads in a circle"));
  }

  @Test
  void handsOnWhatABackupMxDoesNotKnow() {
    add(new DirectoryEntry.Domain("backed.test", DirectoryEntry.Domain.Kind.RELAY));
    alias("here@backed.test", "alice@example.test");
    assertThat(route("Whoever@backed.test")).containsExactly(remote("Whoever@backed.test"));
    assertThat(route("here@backed.test")).containsExactly(local(1, "alice@example.test"));
  }

  @Test
  void rewritesOnlyForeignSendersOfForwardedMail() {
    // RFC 7208 §2.4
    alias("away@example.test", "dave@elsewhere.test");
    Optional<EmailAddress> carol = Optional.of(EmailAddress.of("carol@third.test"));
    assertThat(sender(carol, "away+x@example.test"))
        .get()
        .satisfies(address -> assertThat(REWRITING.restored(address)).isEqualTo(carol))
        .extracting(EmailAddress::domain)
        .isEqualTo("example.test");
    assertThat(sender(carol, "dave@elsewhere.test")).isEqualTo(carol);
    assertThat(sender(Optional.empty(), "away@example.test")).isEmpty();
    Optional<EmailAddress> ours = Optional.of(EmailAddress.of("alice@example.test"));
    assertThat(sender(ours, "away@example.test")).isEqualTo(ours);
  }

  @Test
  void bringsHomeWhatComesToARewrittenSender() {
    alias("@example.test", "bob@example.test");
    EmailAddress carol = EmailAddress.of("carol@third.test");
    String rewritten = REWRITING.rewritten(carol, "example.test").orElseThrow().toString();
    assertThat(route(rewritten)).containsExactly(remote("carol@third.test"));
    assertThat(route(rewritten.replace("third", "fourth")))
        .containsExactly(local(2, "bob@example.test"));
  }

  private Optional<EmailAddress> sender(Optional<EmailAddress> from, String to) {
    EmailAddress recipient = EmailAddress.of(to);
    return router().route(List.of(recipient), from.stream().toList()).senderTo(from, recipient);
  }

  @Test
  void asksOnceALevelForAWholeBatch() {
    alias("all@example.test", "alice@example.test", "bob@example.test");
    router()
        .route(
            List.of(
                EmailAddress.of("all@example.test"),
                EmailAddress.of("alice@example.test"),
                EmailAddress.of("carol@elsewhere.test")),
            List.of());
    assertThat(questions).isEqualTo(2);
  }

  private Set<Route> route(String recipient) {
    EmailAddress address = EmailAddress.of(recipient);
    return router().route(List.of(address), List.of()).of(address);
  }

  private Router router() {
    return new Router(directory, new AddressMatching("+"), Optional.of(REWRITING));
  }

  private void alias(String address, String... targets) {
    add(new DirectoryEntry.Alias(address, List.of(targets)));
  }

  private void add(DirectoryEntry entry) {
    entries.put(entry.key(), entry);
  }

  private static Route local(long id, String address) {
    return new Route.Local(id, address);
  }

  private static Route remote(String address) {
    return new Route.Remote(EmailAddress.of(address));
  }
}
