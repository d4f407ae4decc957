package dev.yubin.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// The documents of a YAML text as trees, with anchors and merge keys resolved.
final class YamlDocuments {
  /// Of the repository.
  static final Path ROOT = Path.of("..");

  private static final ObjectMapper JSON = new ObjectMapper();

  private YamlDocuments() {}

  static List<JsonNode> of(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    options.setMaxAliasesForCollections(200);
    List<JsonNode> documents = new ArrayList<>();
    for (Object document : new Yaml(new SafeConstructor(options)).loadAll(text)) {
      if (document != null) {
        documents.add(JSON.valueToTree(document));
      }
    }
    return documents;
  }

  /// @param file relative to the repository's root
  static List<JsonNode> of(Path file) throws IOException {
    return of(Files.readString(ROOT.resolve(file)));
  }
}
