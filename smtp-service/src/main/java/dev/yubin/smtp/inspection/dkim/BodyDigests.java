package dev.yubin.smtp.inspection.dkim;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/// The hashes of one body that its signatures ask for, each made once.
public final class BodyDigests {
  private record Kind(Canonicalization form, long limit) {}

  /// @param length octets of all of the canonical body
  record Hash(byte[] value, long length) {}

  private final Map<Kind, BodyDigest> running = new HashMap<>();
  private final Map<Kind, Hash> finished = new HashMap<>();

  /// Before the first octet of the body.
  public void want(Canonicalization form, long limit) {
    running.computeIfAbsent(new Kind(form, limit), kind -> new BodyDigest(form, limit));
  }

  public void write(byte[] octets, int offset, int count) {
    running.values().forEach(digest -> digest.write(octets, offset, count));
  }

  /// After the last octet of the body.
  public void finish() {
    running.forEach(
        (kind, digest) -> finished.put(kind, new Hash(digest.finish(), digest.length())));
  }

  Hash hash(Canonicalization form, long limit) {
    return Objects.requireNonNull(finished.get(new Kind(form, limit)));
  }

  /// The hash of all of the body, relaxed.
  public byte[] relaxed() {
    return hash(Canonicalization.RELAXED, Long.MAX_VALUE).value();
  }
}
