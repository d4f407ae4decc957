package dev.yubin.deploy;

import static dev.yubin.deploy.Overlay.each;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import io.kubernetes.client.openapi.JSON;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Whether an object has a field that its kind does not have, lacks one that it must have, or has a
/// value of the wrong type. A kind that is not known is a fault as well.
final class Schemas {
  private static final Map<String, Class<?>> OF_OPERATORS =
      Map.of(
          "monitoring.coreos.com/v1 ServiceMonitor", ServiceMonitor.class,
          "monitoring.coreos.com/v1 PrometheusRule", PrometheusRule.class,
          "kafka.strimzi.io/v1beta2 Kafka", Kafka.class,
          "kafka.strimzi.io/v1beta2 KafkaNodePool", KafkaNodePool.class,
          "kafka.strimzi.io/v1beta2 KafkaTopic", KafkaTopic.class);
  private static final ObjectMapper STRICT =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .setAnnotationIntrospector(new NothingElse());

  /// The models put what they do not know aside: here there is no such place.
  private static final class NothingElse extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1;

    @Override
    public Boolean hasAnySetter(Annotated a) {
      return false;
    }
  }

  /// By kind, the fields of resources without a model in Java: a tree whose leaves name types.
  private final JsonNode shapes;

  Schemas() throws IOException {
    shapes =
        YamlDocuments.of(Path.of("standalone/src/test/resources/deploy/shapes.yaml")).getFirst();
  }

  Optional<String> fault(JsonNode object) {
    String kind = object.path("apiVersion").asText() + " " + object.path("kind").asText();
    Class<?> model = OF_OPERATORS.get(kind);
    if (model != null) {
      return byModel(object, model);
    }
    if (shapes.has(kind)) {
      List<String> faults = new ArrayList<>();
      compare(object.path("spec"), shapes.get(kind), "spec", faults);
      return faults.stream().map(fault -> Overlay.title(object) + ": " + fault).findFirst();
    }
    return ofKubernetes(object);
  }

  private static Optional<String> byModel(JsonNode object, Class<?> model) {
    try {
      STRICT.treeToValue(object, model);
      return Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.of(Overlay.title(object) + ": " + e.getOriginalMessage());
    }
  }

  private static Optional<String> ofKubernetes(JsonNode object) {
    String[] version = object.path("apiVersion").asText().split("/");
    String model =
        "io.kubernetes.client.openapi.models."
            + version[version.length - 1].substring(0, 1).toUpperCase(Locale.ROOT)
            + version[version.length - 1].substring(1)
            + object.path("kind").asText();
    try {
      JSON.deserialize(object.toString(), Class.forName(model));
      return Optional.empty();
    } catch (ClassNotFoundException e) {
      return Optional.of(Overlay.title(object) + ": no schema of this kind");
    } catch (RuntimeException e) {
      return Optional.of(Overlay.title(object) + ": " + e.getMessage());
    }
  }

  /// Adds what in a value is not as its shape.
  static void compare(JsonNode value, JsonNode shape, String at, List<String> faults) {
    if (shape.isArray()) {
      if (!value.isArray()) {
        faults.add(at + " is no list");
      }
      each(value).forEach(each -> compare(each, shape.get(0), at + "[]", faults));
    } else if (shape.isTextual()) {
      boolean right =
          switch (shape.asText()) {
            case "string" -> value.isTextual();
            case "integer" -> value.isInt();
            case "boolean" -> value.isBoolean();
            case "strings" -> value.isObject() && each(value).allMatch(JsonNode::isTextual);
            case "any" -> value.isObject() && each(value).allMatch(JsonNode::isValueNode);
            case "conditions" ->
                value.isObject()
                    && each(value).allMatch(each -> each.path("condition").isTextual());
            default -> throw new IllegalStateException(shape.asText());
          };
      if (!right) {
        faults.add(at + " is no " + shape.asText() + ": " + value);
      }
    } else {
      value
          .properties()
          .forEach(
              field -> {
                JsonNode known = shape.path(field.getKey());
                if (known.isMissingNode()) {
                  faults.add(at + " has no field " + field.getKey());
                } else {
                  compare(field.getValue(), known, at + "." + field.getKey(), faults);
                }
              });
    }
  }
}
