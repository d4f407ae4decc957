package dev.yubin.smtp.inspection.arc;

import dev.yubin.smtp.content.HeaderField;
import dev.yubin.smtp.inspection.dkim.Canonicalization;
import dev.yubin.smtp.inspection.dkim.Tags;
import java.io.ByteArrayOutputStream;
import java.util.List;

/// What one handler added (RFC 8617 §4.2).
record ArcSet(HeaderField results, HeaderField signature, HeaderField seal) {
  static final String RESULTS = "ARC-Authentication-Results";
  static final String SIGNATURE = "ARC-Message-Signature";
  static final String SEAL = "ARC-Seal";

  Tags signatureTags() {
    return tags(signature);
  }

  Tags sealTags() {
    return tags(seal);
  }

  String cv() {
    return sealTags().domain("cv");
  }

  static Tags tags(HeaderField field) {
    return Tags.parse(field.value()).orElse(Tags.none());
  }

  /// What the seal on top of these covers before itself (RFC 8617 §5.1.1).
  static byte[] sealed(List<ArcSet> below, HeaderField results, HeaderField signature) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    for (ArcSet set : below) {
      octets.writeBytes(inSeal(set.results, set.signature));
      octets.writeBytes(Canonicalization.RELAXED.field(set.seal));
    }
    octets.writeBytes(inSeal(results, signature));
    return octets.toByteArray();
  }

  /// What a seal covers of its own set before itself.
  static byte[] inSeal(HeaderField results, HeaderField signature) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    octets.writeBytes(Canonicalization.RELAXED.field(results));
    octets.writeBytes(Canonicalization.RELAXED.field(signature));
    return octets.toByteArray();
  }
}
