package dev.yubin.smtp.inspection.arc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.smtp.content.HeaderField;
import dev.yubin.smtp.inspection.dkim.ScriptedRecords;
import dev.yubin.smtp.inspection.dkim.Tags;
import dev.yubin.smtp.inspection.dkim.TestMail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.yaml.snakeyaml.Yaml;

/// Every case of every suite in `arc/*.yml`, in the form of Valimail's suite.
class ArcSuiteTest {

  @TestFactory
  Stream<DynamicNode> answersAsTheSuiteSays() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/test/resources/arc"))) {
      return files
          .filter(f -> f.toString().endsWith(".yml"))
          .sorted()
          .flatMap(ArcSuiteTest::scenarios)
          .toList()
          .stream();
    }
  }

  private static Stream<DynamicNode> scenarios(Path file) {
    try {
      Iterable<Object> documents = new Yaml().loadAll(Files.readString(file));
      return StreamSupport.stream(documents.spliterator(), false)
          .filter(Objects::nonNull)
          .map(document -> scenario((Map<?, ?>) document))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new IllegalStateException("Suite " + file, e);
    }
  }

  private static DynamicNode scenario(Map<?, ?> scenario) {
    Map<String, String> records = new HashMap<>();
    ((Map<?, ?>) part(scenario, "txt-records"))
        .forEach((name, text) -> records.put(name.toString(), joined(text)));
    ScriptedRecords dns = new ScriptedRecords(records);
    Stream<DynamicTest> tests =
        ((Map<?, ?>) part(scenario, "tests"))
            .entrySet().stream()
                .map(
                    test ->
                        DynamicTest.dynamicTest(
                            test.getKey().toString(),
                            () -> run(scenario, (Map<?, ?>) test.getValue(), dns)));
    return DynamicContainer.dynamicContainer(part(scenario, "description").toString(), tests);
  }

  private static void run(Map<?, ?> scenario, Map<?, ?> test, ScriptedRecords dns)
      throws GeneralSecurityException, IOException {
    TestMail mail = TestMail.of(part(test, "message").toString());
    ArcResult found = verify(mail, dns);
    if (!scenario.containsKey("privatekey")) {
      String expected = part(test, "cv").toString().toLowerCase(Locale.ROOT);
      assertThat(found.verdict().toString()).as(found.problem()).isEqualTo(expected);
      return;
    }
    List<HeaderField> set = seal(scenario, test, mail, found.verdict());
    Tags expected = Tags.parse(part(test, "AS").toString()).orElse(Tags.none());
    if (expected.values().isEmpty()) {
      assertThat(set).isEmpty();
      return;
    }
    Tags seal = ArcSet.tags(set.getFirst());
    assertThat(seal.text("i")).isEqualTo(expected.text("i"));
    assertThat(seal.text("cv")).isEqualTo(expected.text("cv"));
    ArcResult after = verify(mail.with(set), dns);
    assertThat(after.verdict())
        .as(after.problem())
        .isEqualTo(found.verdict() == ArcVerdict.FAIL ? ArcVerdict.FAIL : ArcVerdict.PASS);
  }

  private static ArcResult verify(TestMail mail, ScriptedRecords dns) {
    ArcVerification verification = new ArcVerifier(dns).begin(mail.header());
    verification.write(mail.body(), 0, mail.body().length);
    return verification.finish();
  }

  private static List<HeaderField> seal(
      Map<?, ?> scenario, Map<?, ?> test, TestMail mail, ArcVerdict found)
      throws GeneralSecurityException, IOException {
    Instant time = Instant.ofEpochSecond(Long.parseLong(part(test, "t").toString()));
    ArcSealing sealing =
        new ArcSealer(
                part(scenario, "domain").toString(),
                part(scenario, "sel").toString(),
                key(part(scenario, "privatekey").toString()),
                () -> time)
            .begin(mail.header());
    sealing.write(mail.body(), 0, mail.body().length);
    String results = part(test, "auth-res").toString().strip();
    return sealing.finish(found, results.replaceAll("\\R", "\r\n "));
  }

  /// PKCS #1 in PEM.
  private static PrivateKey key(String pem) throws GeneralSecurityException, IOException {
    byte[] octets = Base64.getDecoder().decode(pem.replaceAll("-----.*-----|\\s", ""));
    AlgorithmIdentifier rsa = new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption);
    byte[] info = new PrivateKeyInfo(rsa, RSAPrivateKey.getInstance(octets)).getEncoded();
    return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(info));
  }

  private static String joined(Object text) {
    return text.toString().replaceAll("\\R\\s*", "");
  }

  private static Object part(Map<?, ?> map, String key) {
    return Objects.requireNonNull(map.get(key), key);
  }
}
