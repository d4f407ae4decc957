package dev.yubin.store.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.yubin.auth.ScramKeys;
import dev.yubin.directory.DirectoryEntry;
import dev.yubin.mail.EmailAddress;
import dev.yubin.store.MigratedDatabase;
import dev.yubin.store.Page;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AccountsIT {
  private static final EmailAddress ALICE = EmailAddress.of("alice@example.test");

  private final MigratedDatabase database = MigratedDatabase.create();
  private final Passwords passwords = new Passwords(2);
  private final Domains domains = new Domains(database.dataSource());
  private final Accounts accounts = new Accounts(database.dataSource(), passwords);
  private final Aliases aliases = new Aliases(database.dataSource());
  private final Logins logins = new Logins(database.dataSource(), passwords);
  private final DirectoryChanges changes = new DirectoryChanges(database.dataSource());

  @BeforeEach
  void createDomain() {
    domains.create("example.test");
  }

  @AfterEach
  void closePasswords() {
    passwords.close();
  }

  private long create(EmailAddress address) {
    return accounts.create(address, "yubin-demo", null).orElseThrow()
            instanceof Creation.Created<Account>(Account account)
        ? account.id()
        : -1;
  }

  @Test
  void createsTheMailboxesThatAnAccountBeginsWith() {
    long id = create(ALICE);

    assertThat(
            database
                .jdbc()
                .sql("select concat_ws(' ', name, special_use) from mailbox where account_id = ?")
                .param(id)
                .query(String.class)
                .list())
        .containsExactlyInAnyOrder(
            "INBOX",
            "Drafts \\Drafts",
            "Sent \\Sent",
            "Trash \\Trash",
            "Junk \\Junk",
            "Archive \\Archive");
  }

  @Test
  void givesAnAccountThatIsMadeAgainGreaterUidValidities() {
    long before = inboxValidity(create(ALICE));
    accounts.delete(ALICE);

    assertThat(inboxValidity(create(ALICE))).isGreaterThan(before);
  }

  private long inboxValidity(long account) {
    return database
        .jdbc()
        .sql("select uid_validity from mailbox where account_id = ? and name = 'INBOX'")
        .param(account)
        .query(Long.class)
        .single();
  }

  @Test
  void keepsNeitherAddressTwice() {
    create(ALICE);
    EmailAddress otherCase = EmailAddress.of("Alice@Example.TEST");

    assertThat(accounts.create(otherCase, "other-password", null))
        .contains(new Creation.Exists<>());
    assertThat(aliases.create(otherCase.key(), List.of(ALICE))).isEqualTo(new Creation.Exists<>());
  }

  @Test
  void makesOneOfManyThatWantTheSameAddressAtATime() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Object>> wishes =
          List.of(
              () -> accounts.create(ALICE, "yubin-demo", null).orElseThrow(),
              () -> aliases.create(ALICE.key(), List.of(EmailAddress.of("b@example.test"))),
              () -> accounts.create(ALICE, "yubin-demo", null).orElseThrow(),
              () -> aliases.create(ALICE.key(), List.of(EmailAddress.of("c@example.test"))));
      assertThat(threads.invokeAll(wishes).stream().map(Future::resultNow))
          .filteredOn(Creation.Created.class::isInstance)
          .hasSize(1);
    }
  }

  @Test
  void tellsOfADomainThatIsNotOurs() {
    EmailAddress foreign = EmailAddress.of("x@elsewhere.test");

    assertThat(accounts.create(foreign, "yubin-demo", null))
        .contains(new Creation.NoSuchDomain<>());
    assertThat(aliases.create(foreign.key(), List.of(ALICE)))
        .isEqualTo(new Creation.NoSuchDomain<>());
  }

  @Test
  void keepsADomainThatIsInUse() {
    create(ALICE);
    aliases.create("info@example.test", List.of(ALICE));

    assertThat(domains.delete("example.test")).isEqualTo(new Domains.Deletion.InUse(1, 1));
    accounts.delete(ALICE);
    aliases.delete("info@example.test");
    assertThat(domains.delete("example.test")).isEqualTo(new Domains.Deletion.Deleted());
    assertThat(domains.delete("example.test")).isEqualTo(new Domains.Deletion.NoSuchDomain());
  }

  @Test
  void listsInPages() {
    List.of("a", "b", "c").forEach(name -> create(EmailAddress.of(name + "@example.test")));

    Page<Account> first = accounts.list("", 2);
    Page<Account> second = accounts.list("b@example.test", 2);

    assertThat(first.items()).extracting(a -> a.address().localPart()).containsExactly("a", "b");
    assertThat(first.more()).isTrue();
    assertThat(second.items()).extracting(a -> a.address().localPart()).containsExactly("c");
    assertThat(second.more()).isFalse();
  }

  @Test
  void deletesAnAccountWithItsMail() {
    long id = create(ALICE);
    UUID mail = UUID.randomUUID();
    for (int uid = 1; uid <= 2; uid++) {
      database
          .jdbc()
          .sql(
              """
              insert into message (account_id, mailbox_id, uid, mail_id, modseq, internal_date, size)
              select account_id, id, ?, ?, 1, now(), 1 from mailbox
              where account_id = ? and name = 'INBOX'
              """)
          .params(uid, mail, id)
          .update();
    }

    assertThat(accounts.delete(ALICE)).isTrue();

    assertThat(accounts.find(ALICE)).isEmpty();
    assertThat(database.count("mailbox")).isZero();
    assertThat(database.count("message")).isZero();
    assertThat(database.jdbc().sql("select mail_id from released").query(UUID.class).list())
        .containsExactly(mail);
    assertThat(accounts.delete(ALICE)).isFalse();
  }

  @Test
  void letsInWithTheRightPassword() {
    create(ALICE);

    assertThat(logins.verify(ALICE, "yubin-demo")).isEqualTo(new Logins.Verdict.Accepted());
    assertThat(logins.verify(ALICE, "yubin-dem")).isEqualTo(new Logins.Verdict.Refused());
    assertThat(logins.verify(EmailAddress.of("nobody@example.test"), ""))
        .isEqualTo(new Logins.Verdict.Refused());
  }

  @Test
  void keepsKeysThatAcceptTheProofOfThePassword() {
    create(ALICE);

    ScramKeys keys = logins.scramKeys(ALICE).orElseThrow();

    assertThat(keys.iterations()).isEqualTo(15_000);
    assertThat(keys.salt()).hasSize(16);
    assertThat(
            keys.accepts(
                "n=alice",
                ScramKeys.clientProof("yubin-demo", keys.salt(), keys.iterations(), "n=alice")))
        .isTrue();
  }

  @Test
  void letsNobodyInWhoseAccountIsNotEnabled() {
    create(ALICE);
    database.jdbc().sql("update account set enabled = false").update();

    assertThat(logins.verify(ALICE, "yubin-demo")).isEqualTo(new Logins.Verdict.Refused());
    assertThat(logins.scramKeys(ALICE)).isEmpty();
  }

  @Test
  void handsOnWhatIsDifferentInTheDirectory() {
    long id = create(ALICE);
    String info = "info@example.test";
    aliases.create(info, List.of(ALICE, EmailAddress.of("Carol@elsewhere.test")));

    assertThat(drained())
        .containsExactly(
            Map.entry("example.test", Optional.of(new DirectoryEntry.Domain("example.test"))),
            Map.entry(
                "alice@example.test",
                Optional.of(new DirectoryEntry.Account(id, "alice@example.test"))),
            Map.entry(
                "info@example.test",
                Optional.of(
                    new DirectoryEntry.Alias(
                        "info@example.test",
                        List.of("alice@example.test", "Carol@elsewhere.test")))));
    aliases.delete(info);
    assertThat(drained()).containsExactly(Map.entry("info@example.test", Optional.empty()));
    assertThat(drained()).isEmpty();
  }

  @Test
  void tellsWhenAMailboxBecomesFullAndWhenThereIsRoomAgain() {
    accounts.create(ALICE, "yubin-demo", 1000L);
    long id = accounts.find(ALICE).orElseThrow().id();
    drained();
    addMessage(id, 1, 800);
    assertThat(drained()).isEmpty();
    addMessage(id, 2, 150);
    assertThat(drained())
        .containsValue(Optional.of(new DirectoryEntry.Account(id, ALICE.key(), true)));
    database.jdbc().sql("delete from message where uid = 1").update();
    assertThat(drained()).containsValue(Optional.of(new DirectoryEntry.Account(id, ALICE.key())));
    assertThat(new DirectoryEntries(database.dataSource()).rooms(List.of(id)))
        .containsExactly(Map.entry(id, new Room(850, Long.MAX_VALUE)));
  }

  private void addMessage(long account, long uid, long size) {
    database
        .jdbc()
        .sql(
            "insert into message (account_id, mailbox_id, uid, mail_id, modseq, internal_date,"
                + " size) select account_id, id, ?, gen_random_uuid(), 1, now(), ? from mailbox"
                + " where account_id = ? and name = 'INBOX'")
        .params(uid, size, account)
        .update();
  }

  @Test
  void makesACatchAllOfADomain() {
    create(ALICE);
    aliases.create("@example.test", List.of(ALICE));
    assertThat(aliases.find("@example.test")).isPresent();
    assertThat(aliases.create("@example.test", List.of(ALICE))).isEqualTo(new Creation.Exists<>());
    assertThat(new DirectoryEntries(database.dataSource()).of(List.of("@example.test")))
        .containsExactly(new DirectoryEntry.Alias("@example.test", List.of(ALICE.key())));
  }

  private Map<String, Optional<DirectoryEntry>> drained() {
    Map<String, Optional<DirectoryEntry>> all = new LinkedHashMap<>();
    changes.drainBatch(all::putAll);
    return all;
  }

  @Test
  void handsOnAgainWhatCouldNotBePublished() {
    assertThat(
            catchThrowable(
                () ->
                    changes.drainBatch(
                        entries -> {
                          throw new IllegalStateException("no broker");
                        })))
        .isInstanceOf(IllegalStateException.class);

    assertThat(drained()).containsOnlyKeys("example.test");
  }
}
