package dev.yubin.smtp.inspection.arc;

import dev.yubin.smtp.content.HeaderField;
import dev.yubin.smtp.content.MailHeader;
import dev.yubin.smtp.inspection.dkim.Algorithm;
import dev.yubin.smtp.inspection.dkim.BodyDigests;
import dev.yubin.smtp.inspection.dkim.Canonicalization;
import dev.yubin.smtp.inspection.dkim.Draft;
import dev.yubin.smtp.inspection.dkim.NamesToSign;
import dev.yubin.smtp.inspection.dkim.Refused;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The sealing of one mail, while its body streams by. For one thread.
public final class ArcSealing {
  private final ArcSealer sealer;
  private final MailHeader header;
  private final BodyDigests digests = new BodyDigests();

  ArcSealing(ArcSealer sealer, MailHeader header) {
    this.sealer = sealer;
    this.header = header;
    digests.want(Canonicalization.RELAXED, Long.MAX_VALUE);
  }

  public void write(byte[] octets, int offset, int count) {
    digests.write(octets, offset, count);
  }

  /// After the last octet of the body.
  ///
  /// @param found the chain as it was when the mail came
  /// @param results the value of Authentication-Results, folded
  /// @return the three fields to be put on top of the header; none where the chain has ended
  public List<HeaderField> finish(ArcVerdict found, String results) {
    digests.finish();
    int instance = header.fields().stream().mapToInt(ArcSealing::instance).max().orElse(0) + 1;
    if (instance > ArcChain.MAX_SETS || hasEnded()) {
      return List.of();
    }
    HeaderField own = HeaderField.of(ArcSet.RESULTS + ": i=" + instance + "; " + results + "\r\n");
    HeaderField signature = signature(instance);
    return List.of(seal(instance, found, own, signature), signature, own);
  }

  /// RFC 8617 §5.1: nobody adds to a chain that the newest seal says is broken.
  private boolean hasEnded() {
    return header
        .named(ArcSet.SEAL)
        .max(Comparator.comparingInt(ArcChain::instance))
        .filter(seal -> ArcSet.tags(seal).domain("cv").equals("fail"))
        .isPresent();
  }

  private static int instance(HeaderField field) {
    boolean arc =
        List.of(ArcSet.RESULTS, ArcSet.SIGNATURE, ArcSet.SEAL).stream().anyMatch(field::isNamed);
    return arc ? ArcChain.instance(field) : 0;
  }

  private HeaderField signature(int instance) {
    List<String> names = new ArrayList<>(NamesToSign.of(header));
    header.named("DKIM-Signature").limit(8).map(HeaderField::name).forEach(names::add);
    return draft(ArcSet.SIGNATURE, instance)
        .tag("c", "relaxed/relaxed")
        .sign(header, names, digests.relaxed(), sealer.privateKey());
  }

  /// RFC 8617 §5.1.2: the seal of a broken chain covers its own set only.
  private HeaderField seal(
      int instance, ArcVerdict found, HeaderField results, HeaderField signature) {
    List<ArcSet> below = found == ArcVerdict.FAIL ? List.of() : sets();
    return draft(ArcSet.SEAL, instance)
        .tag("cv", found.toString())
        .sign(ArcSet.sealed(below, results, signature), sealer.privateKey());
  }

  private List<ArcSet> sets() {
    try {
      return ArcChain.read(header).sets();
    } catch (Refused e) {
      throw new IllegalArgumentException("The chain was not found broken, but is", e);
    }
  }

  private Draft draft(String name, int instance) {
    return new Draft(name)
        .tag("i", Integer.toString(instance))
        .tag("a", Algorithm.of(sealer.privateKey()).toString())
        .tag("d", sealer.domain())
        .tag("s", sealer.selector())
        .tag("t", Long.toString(sealer.clock().instant().getEpochSecond()));
  }
}
