package dev.yubin.resolver.trust;

import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.xbill.DNS.DClass;
import org.xbill.DNS.DNSKEYRecord;
import org.xbill.DNS.DNSSEC;
import org.xbill.DNS.DSRecord;
import org.xbill.DNS.Name;

/// A key of the root that is trusted from the start, by its digest.
public record TrustAnchor(DSRecord ds) {
  /// RFC 4034 §5.3, with or without the root's name and what may follow a name.
  private static final Pattern FORM =
      Pattern.compile(
          "(?:\\.\\s+(?:\\d{1,10}\\s+)?(?:IN\\s+)?DS\\s+)?"
              + "(\\d{1,5})\\s+(\\d{1,3})\\s+([24])\\s+([0-9A-Fa-f\\s]{64,200})",
          Pattern.CASE_INSENSITIVE);

  /// RFC 4509 §2.1, RFC 6605 §2, octets.
  private static final int SHA256 = 32;

  private static final int SHA384 = 48;

  /// Reads a DS record of the root, such as `20326 8 2 E06D44B8…` or a whole line of a zone.
  /// Digests of SHA-1 (type 1) are not for trust any more (RFC 8624 §3.3).
  ///
  /// @throws IllegalArgumentException that says what would be right
  public static TrustAnchor valueOf(String text) {
    Matcher parts = FORM.matcher(text.strip());
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "expected a DS record of the root: key tag, algorithm, digest type (2 or 4), digest");
    }
    int tag = Integer.parseInt(parts.group(1));
    int algorithm = Integer.parseInt(parts.group(2));
    int type = Integer.parseInt(parts.group(3));
    String digest = parts.group(4).replaceAll("\\s", "");
    int octets = type == DNSSEC.Digest.SHA256 ? SHA256 : SHA384;
    if (tag > 0xFFFF || algorithm > 0xFF || digest.length() != 2 * octets) {
      throw new IllegalArgumentException(
          "expected a key tag up to 65535, an algorithm up to 255 and a digest of %d octets"
              .formatted(octets));
    }
    byte[] octetsOfDigest = HexFormat.of().parseHex(digest);
    return new TrustAnchor(
        new DSRecord(Name.root, DClass.IN, 0, tag, algorithm, type, octetsOfDigest));
  }

  /// One for a key, with a digest of the type that this one has.
  TrustAnchor of(DNSKEYRecord key) {
    return new TrustAnchor(new DSRecord(Name.root, DClass.IN, 0, ds.getDigestID(), key));
  }

  boolean matches(DNSKEYRecord key) {
    return of(key).equals(this);
  }

  @Override
  public String toString() {
    return ds.rdataToString();
  }
}
