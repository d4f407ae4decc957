package dev.yubin.smtp.inspection.arc;

import dev.yubin.smtp.content.MailHeader;
import dev.yubin.smtp.inspection.dkim.BodyDigests;
import dev.yubin.smtp.inspection.dkim.Canonicalization;
import dev.yubin.smtp.inspection.dkim.DkimVerdict;
import dev.yubin.smtp.inspection.dkim.Keys;
import dev.yubin.smtp.inspection.dkim.PendingSignature;
import dev.yubin.smtp.inspection.dkim.Refused;
import dev.yubin.smtp.inspection.dkim.Terms;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// The chain of one mail, while its body streams by. For one thread.
public final class ArcVerification {
  private final BodyDigests digests = new BodyDigests();
  private final Supplier<ArcResult> result;

  ArcVerification(MailHeader header, Keys keys, Instant now) {
    result = begin(header, keys, now);
  }

  private Supplier<ArcResult> begin(MailHeader header, Keys keys, Instant now) {
    try {
      ArcChain chain = ArcChain.read(header);
      List<ArcSet> sets = chain.sets();
      if (sets.isEmpty()) {
        return () -> new ArcResult(ArcVerdict.NONE, List.of(), "");
      }
      chain.checkStates();
      PendingSignature newest = signature(sets.getLast(), keys, now);
      List<PendingSignature> seals = seals(sets, keys);
      return () -> finish(header, sets, newest, seals);
    } catch (Refused e) {
      return () -> ArcResult.failed(e.problem());
    }
  }

  private PendingSignature signature(ArcSet set, Keys keys, Instant now) throws Refused {
    Terms terms = Terms.message(set.signatureTags(), now);
    // RFC 8617 §4.1.2: the seal comes later and cannot be signed.
    if (terms.names().stream().anyMatch(ArcSet.SEAL::equalsIgnoreCase)) {
      throw new Refused(DkimVerdict.FAIL, "the signature covers a seal");
    }
    digests.want(terms.body(), terms.limit());
    return PendingSignature.of(terms, keys);
  }

  private static List<PendingSignature> seals(List<ArcSet> sets, Keys keys) throws Refused {
    List<Terms> terms = new ArrayList<>();
    for (ArcSet set : sets) {
      terms.add(Terms.seal(set.sealTags()));
    }
    return terms.stream().map(one -> PendingSignature.of(one, keys)).toList();
  }

  private ArcResult finish(
      MailHeader header, List<ArcSet> sets, PendingSignature newest, List<PendingSignature> seals) {
    try {
      newest.checkSigned(newest.terms().covered(header, sets.getLast().signature()));
      newest.checkBody(digests);
      checkSeals(sets, seals);
      List<String> sealers = sets.stream().map(set -> set.sealTags().domain("d")).toList();
      return new ArcResult(ArcVerdict.PASS, sealers, "");
    } catch (Refused e) {
      // RFC 8617 §5.2.1: a key that cannot be looked up now is a failure for good, too.
      return ArcResult.failed(e.problem());
    }
  }

  /// Each set is made canonical once, though all seals above cover it.
  private static void checkSeals(List<ArcSet> sets, List<PendingSignature> seals) throws Refused {
    ByteArrayOutputStream below = new ByteArrayOutputStream();
    for (int i = 0; i < sets.size(); i++) {
      ArcSet set = sets.get(i);
      below.writeBytes(ArcSet.inSeal(set.results(), set.signature()));
      ByteArrayOutputStream covered = new ByteArrayOutputStream();
      covered.writeBytes(below.toByteArray());
      covered.writeBytes(Canonicalization.RELAXED.own(set.seal()));
      seals.get(i).checkSigned(covered.toByteArray());
      below.writeBytes(Canonicalization.RELAXED.field(set.seal()));
    }
  }

  public void write(byte[] octets, int offset, int count) {
    digests.write(octets, offset, count);
  }

  /// After the last octet of the body; waits for the keys.
  public ArcResult finish() {
    digests.finish();
    return result.get();
  }
}
