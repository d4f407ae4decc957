package dev.yubin.smtp.inspection.dkim;

import dev.yubin.smtp.content.HeaderField;
import dev.yubin.smtp.content.MailHeader;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/// The signatures of one mail, while its body streams by. For one thread.
public final class DkimVerification {
  /// RFC 6376 §6.1 lets a verifier limit how many it tries.
  private static final int MAX_SIGNATURES = 8;

  private final MailHeader header;
  private final Keys keys;
  private final Instant now;
  private final BodyDigests digests = new BodyDigests();
  private final List<Function<BodyDigests, DkimResult>> signatures;

  DkimVerification(MailHeader header, Keys keys, Instant now) {
    this.header = header;
    this.keys = keys;
    this.now = now;
    this.signatures =
        header.named("DKIM-Signature").limit(MAX_SIGNATURES).map(this::begin).toList();
  }

  private Function<BodyDigests, DkimResult> begin(HeaderField field) {
    Tags tags = Tags.parse(field.value()).orElse(Tags.none());
    try {
      Terms terms = terms(tags);
      digests.want(terms.body(), terms.limit());
      PendingSignature pending = PendingSignature.of(terms, keys);
      return body -> finish(tags, field, pending, body);
    } catch (Refused e) {
      DkimResult refused = DkimResult.of(tags, e.verdict(), e.problem());
      return _ -> refused;
    }
  }

  private Terms terms(Tags tags) throws Refused {
    if (!tags.text("v").equals("1")) {
      throw Refused.broken("signature is malformed or of another version");
    }
    Terms terms = Terms.message(tags, now);
    // RFC 6376 §5.4: From must be signed.
    if (terms.names().stream().noneMatch("From"::equalsIgnoreCase)) {
      throw Refused.broken("From is not signed");
    }
    if (!isWithin(identityDomain(tags), terms.domain())) {
      throw Refused.broken("i= is not within d=");
    }
    return terms;
  }

  private static String identityDomain(Tags tags) {
    String identity = tags.has("i") ? tags.compact("i") : "@" + tags.domain("d");
    return Tags.aLabels(identity.substring(identity.lastIndexOf('@') + 1));
  }

  private static boolean isWithin(String domain, String parent) {
    return domain.equals(parent) || domain.endsWith("." + parent);
  }

  private DkimResult finish(
      Tags tags, HeaderField field, PendingSignature pending, BodyDigests digests) {
    boolean testing = false;
    try {
      byte[] signed = pending.terms().covered(header, field);
      KeyRecord key = pending.key(signed);
      testing = key.testing();
      // RFC 6376 §3.6.1, t=s.
      if (key.strict() && !identityDomain(tags).equals(tags.domain("d"))) {
        throw Refused.broken("key does not sign for sub-domains");
      }
      pending.checkSigned(signed);
      pending.checkBody(digests);
      pending.checkAllIsSigned(digests);
      return DkimResult.of(tags, DkimVerdict.PASS, "");
    } catch (Refused e) {
      // RFC 6376 §3.6.1, t=y: a failure counts as no signature.
      boolean excused = testing && e.verdict() == DkimVerdict.FAIL;
      return DkimResult.of(tags, excused ? DkimVerdict.NEUTRAL : e.verdict(), e.problem());
    }
  }

  public void write(byte[] octets, int offset, int count) {
    digests.write(octets, offset, count);
  }

  /// After the last octet of the body; waits for the keys.
  ///
  /// @return a result for each signature, or the one of [DkimResult#none()]
  public List<DkimResult> finish() {
    digests.finish();
    List<DkimResult> results = signatures.stream().map(one -> one.apply(digests)).toList();
    return results.isEmpty() ? List.of(DkimResult.none()) : results;
  }
}
