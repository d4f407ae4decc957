package dev.yubin.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What each service tells of itself by default.
class ActuatorTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"smtp-service", "delivery-service", "mailbox-service", "dns-resolver-service"})
  void tellsHealthAndMetricsAlone(String service) throws IOException {
    JsonNode settings =
        YamlDocuments.of(Path.of(service, "src/main/resources", service + ".yml")).getFirst();

    assertThat(settings.at("/management/endpoints/web/exposure/include").asText())
        .isEqualTo("health,info,prometheus");
    assertThat(settings.toString()).doesNotContain("show-values");
    assertThat(settings.at("/server/address").asText()).isEqualTo("127.0.0.1");
  }
}
