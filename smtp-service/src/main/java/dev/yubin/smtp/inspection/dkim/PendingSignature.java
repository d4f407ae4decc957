package dev.yubin.smtp.inspection.dkim;

import dev.yubin.dns.DnsAnswer;
import java.security.MessageDigest;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// A signature whose key is being fetched while the body streams by. The octets that it covers are
/// put together when the key is there: a mail may have many signatures over all of its header, and
/// its sender all the time in the world.
///
/// @param answer what is published at the name of the key
public record PendingSignature(Terms terms, CompletableFuture<DnsAnswer> answer) {

  public static PendingSignature of(Terms terms, Keys keys) {
    return new PendingSignature(terms, keys.fetch(terms));
  }

  /// RFC 6376 §3.6.2.2 leaves open what several records at one name mean. The key is the one that
  /// verifies, if one does.
  KeyRecord key(byte[] signed) throws Refused {
    List<KeyRecord> known = Keys.read(answer);
    return known.size() == 1
        ? known.getFirst()
        : known.stream().filter(one -> verifies(one, signed)).findFirst().orElse(known.getFirst());
  }

  private boolean verifies(KeyRecord known, byte[] signed) {
    return known.algorithm() == terms.algorithm()
        && terms.algorithm().verifies(known.key(), signed, terms.signature());
  }

  /// @param signed the octets that it covers
  /// @throws Refused when it does not verify
  public void checkSigned(byte[] signed) throws Refused {
    KeyRecord known = key(signed);
    if (known.algorithm() != terms.algorithm()) {
      throw Refused.broken("key is of another type than the signature");
    }
    if (!verifies(known, signed)) {
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
