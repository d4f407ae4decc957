package dev.yubin.smtp.inspection.spf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yubin.mail.EmailAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.yaml.snakeyaml.Yaml;

/// Every case of every suite in `spf/*.yml`, in the form of the openspf.org test suite.
class SpfSuiteTest {

  @TestFactory
  Stream<DynamicNode> answersAsTheSuiteSays() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/test/resources/spf"))) {
      return files
          .filter(f -> f.toString().endsWith(".yml"))
          .flatMap(this::scenarios)
          .toList()
          .stream();
    }
  }

  private Stream<DynamicNode> scenarios(Path file) {
    try {
      Iterable<Object> documents = new Yaml().loadAll(Files.readString(file));
      return StreamSupport.stream(documents.spliterator(), false)
          .map(d -> scenario((Map<?, ?>) d))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new IllegalStateException("Suite " + file, e);
    }
  }

  private DynamicNode scenario(Map<?, ?> scenario) {
    SuiteZone zone = new SuiteZone((Map<?, ?>) part(scenario, "zonedata"));
    Stream<DynamicTest> tests =
        ((Map<?, ?>) part(scenario, "tests"))
            .entrySet().stream()
                .map(
                    t ->
                        DynamicTest.dynamicTest(
                            t.getKey().toString(), () -> run(zone, (Map<?, ?>) t.getValue())));
    return DynamicContainer.dynamicContainer(part(scenario, "description").toString(), tests);
  }

  private static void run(SuiteZone zone, Map<?, ?> test) {
    Spf spf = new Spf(zone, "receiver.example", InstantSource.system());

    SpfResult result =
        spf.check(
            InetAddress.ofLiteral(part(test, "host").toString()),
            part(test, "helo").toString(),
            address(part(test, "mailfrom").toString()));

    Object expected = part(test, "result");
    List<?> allowed = expected instanceof List<?> several ? several : List.of(expected);
    assertThat(result.verdict().text()).as("%s", result).isIn(allowed);
    Object explanation = test.get("explanation");
    if (explanation != null) {
      // Ours is none where the suite has a default.
      assertThat(result.explanation().orElse("DEFAULT")).isEqualTo(explanation);
    }
  }

  private static Object part(Map<?, ?> map, String key) {
    return Objects.requireNonNull(map.get(key), key);
  }

  /// Also what no address may be: the suite has it.
  private static Optional<EmailAddress> address(String text) {
    int at = text.lastIndexOf('@');
    return text.isEmpty()
        ? Optional.empty()
        : Optional.of(new EmailAddress(text.substring(0, at), text.substring(at + 1)));
  }
}
