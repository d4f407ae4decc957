package dev.yubin.delivery.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.directory.DirectoryEntry;
import dev.yubin.mail.EmailAddress;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RouterTest {
  private final Map<String, DirectoryEntry> entries = new HashMap<>();
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
  void asksOnceALevelForAWholeBatch() {
    alias("all@example.test", "alice@example.test", "bob@example.test");
    Router router = new Router(this::of);
    router.route(
        List.of(
            EmailAddress.of("all@example.test"),
            EmailAddress.of("alice@example.test"),
            EmailAddress.of("carol@elsewhere.test")));
    assertThat(questions).isEqualTo(2);
  }

  private Set<Route> route(String recipient) {
    EmailAddress address = EmailAddress.of(recipient);
    return new Router(this::of).route(List.of(address)).of(address);
  }

  private Collection<DirectoryEntry> of(Collection<String> keys) {
    questions++;
    return entries.values().stream().filter(entry -> keys.contains(entry.key())).toList();
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
