package dev.yubin.deploy;

import static dev.yubin.deploy.Overlay.each;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Dashboards and alerts as they are. That services tell the metrics in them is seen where services
/// run.
class SeeingTest {

  @Test
  void anExpressionsMetricsAreFound() {
    assertThat(
            Expressions.metrics(
                "histogram_quantile(0.99, sum by (le) (rate(a_seconds_bucket{x=\"y\"}[5m]))) > 2"
                    + " and on (job) b_total unless c"))
        .containsExactly("a_seconds_bucket", "b_total", "c");
  }

  @Test
  void everyAlertSaysHowBadItIsAndWhatToDo() throws IOException {
    Set<String> headings =
        Files.readString(YamlDocuments.ROOT.resolve("docs/operations.md"))
            .lines()
            .filter(line -> line.startsWith("#"))
            .map(line -> line.replaceAll("^#+ ", "").toLowerCase(Locale.ROOT).replace(' ', '-'))
            .collect(Collectors.toSet());
    assertThat(Expressions.alerts())
        .allSatisfy(
            alert -> {
              String name = alert.path("alert").asText();
              assertThat(alert.at("/labels/severity").asText()).isIn("critical", "warning");
              assertThat(alert.at("/annotations/summary").asText()).isNotBlank();
              String heading = name.toLowerCase(Locale.ROOT);
              assertThat(alert.at("/annotations/runbook").asText())
                  .isEqualTo("docs/operations.md#" + heading);
              assertThat(headings).contains(heading);
            });
  }

  @Test
  void kubernetesHasTheSameAlerts() throws IOException {
    JsonNode rule = YamlDocuments.of(Path.of("k8s/overlays/production/alerts.yaml")).getFirst();
    JsonNode alerts = YamlDocuments.of(Path.of("deploy/prometheus/alerts.yml")).getFirst();

    assertThat(rule.at("/spec/groups")).isEqualTo(alerts.path("groups"));
  }

  @Test
  void dashboardsAskTheDataSourceThatIsProvided() throws IOException {
    String uid =
        YamlDocuments.of(Path.of("deploy/grafana/datasources/prometheus.yml"))
            .getFirst()
            .at("/datasources/0/uid")
            .asText();
    assertThat(Expressions.dashboards())
        .flatExtracting(dashboard -> each(dashboard.path("panels")).toList())
        .allSatisfy(
            panel -> {
              assertThat(panel.path("title").asText()).isNotBlank();
              assertThat(panel.at("/datasource/uid").asText()).isEqualTo(uid);
            });
  }

  @Test
  void dashboardsHaveNamesOfTheirOwn() throws IOException {
    List<String> names =
        Expressions.dashboards().stream().map(d -> d.path("uid").asText()).toList();

    assertThat(names)
        .containsExactlyInAnyOrder(
            "yubin-overview", "yubin-smtp", "yubin-queue", "yubin-mailboxes", "yubin-resolver");
  }

  /// Compose mounts them where Grafana's provider looks; Kubernetes has a ConfigMap of all.
  @Test
  void grafanaFindsTheDashboards() throws IOException {
    String path =
        YamlDocuments.of(Path.of("deploy/grafana/providers/yubin.yml"))
            .getFirst()
            .at("/providers/0/options/path")
            .asText();
    JsonNode compose = YamlDocuments.of(Path.of("docker-compose.yml")).getFirst();
    assertThat(each(compose.at("/services/grafana/volumes")).map(JsonNode::asText))
        .contains("./deploy/grafana/dashboards:" + path + ":ro");

    JsonNode kustomization =
        YamlDocuments.of(Path.of("deploy/grafana/kustomization.yaml")).getFirst();
    assertThat(kustomization.at("/configMapGenerator/0/files"))
        .hasSameSizeAs(Expressions.dashboards());
  }
}
