package dev.yubin.delivery.tlsrpt;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.yubin.delivery.tlsrpt.ReportMail.Field;
import dev.yubin.store.dkim.DkimKey;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.stream.Collectors;

/// The DKIM signature that a report has to have (RFC 8460 §3, RFC 6376), of its whole body and of
/// its whole header.
///
/// @param key of rsa
record ReportSignature(String domain, DkimKey key) {

  Field of(ReportMail mail, Instant now) {
    String tags =
        "v=1; a=rsa-sha256; c=relaxed/relaxed; d=%s; s=%s; t=%d; h=%s; bh=%s; b="
            .formatted(
                domain,
                key.selector(),
                now.getEpochSecond(),
                mail.fields().stream().map(Field::name).collect(Collectors.joining(":")),
                base64(digest(mail.body())));
    Field unsigned = new Field("DKIM-Signature", tags);
    String signed =
        mail.fields().stream().map(ReportSignature::relaxed).collect(Collectors.joining());
    // RFC 6376 §3.7: the last one without its CRLF.
    byte[] signature = sign(signed + relaxed(unsigned).stripTrailing());
    return new Field(unsigned.name(), tags + base64(signature));
  }

  /// RFC 6376 §3.4.2; the values are in this form as they stand.
  private static String relaxed(Field field) {
    return field.name().toLowerCase(Locale.ROOT) + ":" + field.value() + "\r\n";
  }

  private static byte[] digest(String body) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(body.getBytes(US_ASCII));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private byte[] sign(String header) {
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(
          KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(key.privateKey())));
      signature.update(header.getBytes(US_ASCII));
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The key " + key.selector() + " of " + domain, e);
    }
  }

  private static String base64(byte[] octets) {
    return Base64.getEncoder().encodeToString(octets);
  }
}
