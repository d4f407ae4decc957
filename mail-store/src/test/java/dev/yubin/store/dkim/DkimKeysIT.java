package dev.yubin.store.dkim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.store.MigratedDatabase;
import dev.yubin.store.account.Domains;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DkimKeysIT {
  private final MigratedDatabase database = MigratedDatabase.create();
  private final Domains domains = new Domains(database.dataSource());
  private final DkimKeys keys = new DkimKeys(database.dataSource());

  @BeforeEach
  void createDomain() {
    domains.create("example.test");
  }

  @Test
  void makesAPairWithTheDomain() throws GeneralSecurityException {
    assertThat(database.count("dkim_key")).isEqualTo(2);
    assertThat(keys.signing("example.test"))
        .extracting(DkimKey::algorithm)
        .containsExactly("rsa", "ed25519");
    DkimKey rsa = keys.signing("example.test").getFirst();
    assertThat(rsa.selector()).matches("y\\d{6}r");
    KeyFactory factory = KeyFactory.getInstance("RSA");
    factory.generatePrivate(new PKCS8EncodedKeySpec(rsa.privateKey()));
    factory.generatePublic(new X509EncodedKeySpec(rsa.publicKey()));
    assertThat(keys.signing("example.test").getLast().publicKey()).hasSize(32);
  }

  @Test
  void makesThemLaterForADomainOfBefore() {
    database.jdbc().sql("delete from dkim_key").update();
    assertThat(keys.signing("example.test")).hasSize(2);
    assertThat(keys.signing("other.test")).isEmpty();
  }

  @Test
  void signsWithTheFormerKeysUntilTheNewOnesArePublished() {
    DkimKey former = keys.signing("example.test").getFirst();

    assertThat(keys.rotate("example.test")).isTrue();

    assertThat(keys.signing("example.test").getFirst().selector()).isEqualTo(former.selector());
    assertThat(keys.published("example.test")).hasSize(4);
    assertThat(keys.published("example.test").getLast().selector()).matches("y\\d{6}e2?");
    database
        .jdbc()
        .sql("update dkim_key set active_from = active_from - interval '3 days'")
        .update();
    assertThat(keys.signing("example.test").getFirst().selector()).isNotEqualTo(former.selector());
    assertThat(keys.rotate("other.test")).isFalse();
  }

  @Test
  void forgetsTheKeysOfADomainThatIsDeleted() {
    domains.delete("example.test");
    assertThat(database.count("dkim_key")).isZero();
  }
}
