package dev.yubin.resolver.trust;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Remembers the keys of the root beyond a restart: a line an anchor of the configuration, then a
/// line a key. With other anchors in the configuration nothing of it counts any more.
///
/// @param path null for no memory
record TrustFile(@Nullable Path path) {
  private static final Logger log = LoggerFactory.getLogger(TrustFile.class);
  private static final String ANCHOR = "anchor ";

  /// Of a handful of keys, octets.
  private static final long MAX_SIZE = 100_000;

  /// What was remembered, else what the configuration says.
  RootKeys read(List<TrustAnchor> anchors) {
    RootKeys configured = new RootKeys(anchors, List.of());
    if (path == null || !Files.exists(path)) {
      return configured;
    }
    try {
      if (Files.size(path) > MAX_SIZE) {
        throw new IOException("it has more than %d octets".formatted(MAX_SIZE));
      }
      List<String> lines = Files.readAllLines(path);
      List<String> written = lines.stream().filter(line -> line.startsWith(ANCHOR)).toList();
      return written.equals(lines(anchors)) ? new RootKeys(anchors, keys(lines)) : configured;
    } catch (IOException e) {
      log.warn(
          "event=trust-state-unreadable file={} reason=\"{}\" consequence=\"the anchors of the"
              + " configuration count\"",
          path,
          e.getMessage());
      return configured;
    }
  }

  private static List<RootKey> keys(List<String> lines) throws IOException {
    List<RootKey> keys = new ArrayList<>();
    for (String line : lines) {
      if (!line.startsWith(ANCHOR)) {
        keys.add(RootKey.parse(line));
      }
    }
    return keys;
  }

  void write(RootKeys keys) {
    if (path == null) {
      return;
    }
    try {
      Path part = path.resolveSibling(path.getFileName() + ".part");
      List<String> lines =
          Stream.concat(lines(keys.anchors()).stream(), keys.keys().stream().map(RootKey::toString))
              .toList();
      Files.write(part, lines);
      Files.move(part, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      log.warn("event=trust-state-not-written file={} reason=\"{}\"", path, e.toString());
    }
  }

  private static List<String> lines(List<TrustAnchor> anchors) {
    return anchors.stream().map(anchor -> ANCHOR + anchor).sorted().toList();
  }
}
