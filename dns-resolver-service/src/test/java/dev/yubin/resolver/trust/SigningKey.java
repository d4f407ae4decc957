package dev.yubin.resolver.trust;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.xbill.DNS.DClass;
import org.xbill.DNS.DNSKEYRecord;
import org.xbill.DNS.DNSSEC;
import org.xbill.DNS.DSRecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRset;
import org.xbill.DNS.Section;

/// A key of a test's root, with its private half.
record SigningKey(KeyPair pair, int flags) {
  private static final int ENTRY_POINT = 257;
  private static final Duration TTL = Duration.ofDays(2);

  static SigningKey fresh() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return new SigningKey(generator.generateKeyPair(), ENTRY_POINT);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  SigningKey revoked() {
    return new SigningKey(pair, ENTRY_POINT | DNSKEYRecord.Flags.REVOKE);
  }

  DNSKEYRecord key() {
    try {
      return new DNSKEYRecord(
          Name.root,
          DClass.IN,
          TTL.toSeconds(),
          flags,
          DNSKEYRecord.Protocol.DNSSEC,
          DNSSEC.Algorithm.ECDSAP256SHA256,
          pair.getPublic());
    } catch (DNSSEC.DNSSECException e) {
      throw new IllegalStateException(e);
    }
  }

  TrustAnchor anchor() {
    return new TrustAnchor(new DSRecord(Name.root, DClass.IN, 0, DNSSEC.Digest.SHA256, key()));
  }

  /// The root's keys as they are sent on that day, with signatures of a week.
  static KeySet set(Instant now, List<SigningKey> keys, List<SigningKey> signers)
      throws IOException {
    RRset set = new RRset(keys.stream().map(SigningKey::key).toArray(DNSKEYRecord[]::new));
    Message response = new Message();
    keys.forEach(key -> response.addRecord(key.key(), Section.ANSWER));
    Instant start = now.minus(Duration.ofDays(1));
    Instant end = now.plus(Duration.ofDays(6));
    try {
      for (SigningKey by : signers) {
        response.addRecord(
            DNSSEC.sign(set, by.key(), by.pair.getPrivate(), start, end), Section.ANSWER);
      }
    } catch (DNSSEC.DNSSECException e) {
      throw new IllegalStateException(e);
    }
    return KeySet.of(response);
  }
}
