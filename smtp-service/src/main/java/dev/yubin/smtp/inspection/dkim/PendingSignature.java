package dev.yubin.smtp.inspection.dkim;

import dev.yubin.dns.DnsAnswer;
import dev.yubin.smtp.content.HeaderField;
import dev.yubin.smtp.content.MailHeader;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// A signature whose key is being fetched while the body streams by.
public final class PendingSignature {
  private final Terms terms;
  private final byte[] signed;
  private final CompletableFuture<DnsAnswer> key;

  private PendingSignature(Terms terms, byte[] signed, Keys keys) {
    this.terms = terms;
    this.signed = signed;
    this.key = keys.fetch(terms);
  }

  /// A signature over the header and the body.
  public static PendingSignature of(
      Terms terms, MailHeader header, HeaderField own, Keys keys, BodyDigests digests) {
    digests.want(terms.body(), terms.limit());
    byte[] signed = SignedFields.octets(header, terms.names(), own, terms.header());
    return new PendingSignature(terms, signed, keys);
  }

  /// A signature over given octets, then its own field, relaxed.
  public static PendingSignature of(Terms terms, byte[] before, HeaderField own, Keys keys) {
    ByteArrayOutputStream signed = new ByteArrayOutputStream();
    signed.writeBytes(before);
    signed.writeBytes(Canonicalization.RELAXED.own(own));
    return new PendingSignature(terms, signed.toByteArray(), keys);
  }

  /// RFC 6376 §3.6.2.2 leaves open what several records at one name mean. The key is the one that
  /// verifies, if one does.
  KeyRecord key() throws Refused {
    List<KeyRecord> known = Keys.read(key);
    return known.size() == 1
        ? known.getFirst()
        : known.stream().filter(this::verifies).findFirst().orElse(known.getFirst());
  }

  private boolean verifies(KeyRecord known) {
    return known.algorithm() == terms.algorithm()
        && terms.algorithm().verifies(known.key(), signed, terms.signature());
  }

  /// @throws Refused when it does not verify
  public void checkSigned() throws Refused {
    KeyRecord known = key();
    if (known.algorithm() != terms.algorithm()) {
      throw Refused.broken("key is of another type than the signature");
    }
    if (!verifies(known)) {
      throw new Refused(DkimVerdict.FAIL, "signature does not verify");
    }
  }

  /// @param digests of all of the body
  /// @throws Refused when the body is another
  public void checkBody(BodyDigests digests) throws Refused {
    BodyDigests.Hash hash = digests.hash(terms.body(), terms.limit());
    if (terms.limit() != Long.MAX_VALUE && terms.limit() > hash.length()) {
      throw Refused.broken("l= is more than the body");
    }
    if (!MessageDigest.isEqual(hash.value(), terms.bodyHash())) {
      throw new Refused(DkimVerdict.FAIL, "body hash does not match");
    }
  }

  /// RFC 6376 §8.2: what follows the signed part may be anybody's.
  void checkAllIsSigned(BodyDigests digests) throws Refused {
    if (digests.hash(terms.body(), terms.limit()).length() > terms.limit()) {
      throw new Refused(DkimVerdict.POLICY, "l= leaves a part of the body unsigned");
    }
  }
}
