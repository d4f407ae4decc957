package dev.yubin.delivery.tlsrpt;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads reports as their receivers do.
final class ReportText {
  private static final Pattern PART =
      Pattern.compile(
          "Content-Type: application/tlsrpt\\+gzip\r\nContent-Transfer-Encoding: base64\r\n"
              + "Content-Disposition: attachment;\r\n filename=\"([^\"]+)\"\r\n\r\n"
              + "([A-Za-z0-9+/=\r\n]+)\r\n--");

  private ReportText() {}

  static JsonNode json(byte[] gzip) {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
      return JsonMapper.shared().readTree(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode json(String mail) {
    return json(Base64.getMimeDecoder().decode(part(mail).group(2)));
  }

  static String filename(String mail) {
    return part(mail).group(1);
  }

  private static Matcher part(String mail) {
    Matcher part = PART.matcher(mail);
    if (!part.find()) {
      throw new IllegalArgumentException(mail);
    }
    return part;
  }

  /// The value of a header field.
  static String field(String mail, String name) {
    return Arrays.stream(mail.substring(0, mail.indexOf("\r\n\r\n")).split("\r\n(?![ \t])"))
        .filter(field -> field.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT)))
        .map(field -> field.substring(name.length() + 1).strip())
        .findFirst()
        .orElse("");
  }

  /// Whether the DKIM signature of a mail holds (RFC 6376 §6.1.3).
  ///
  /// @param publicKey as DNS has it
  static boolean isSigned(String mail, byte[] publicKey) throws GeneralSecurityException {
    String signature = field(mail, "DKIM-Signature");
    String body = mail.substring(mail.indexOf("\r\n\r\n") + 4);
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(relaxedBody(body).getBytes(US_ASCII));
    StringBuilder signed = new StringBuilder();
    for (String name : tag(signature, "h").split(":")) {
      signed.append(relaxed(name, field(mail, name))).append("\r\n");
    }
    signed.append(relaxed("DKIM-Signature", signature.replaceFirst("b=[^;]*$", "b=")));
    PublicKey key = KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(publicKey));
    Signature verifier = Signature.getInstance("SHA256withRSA");
    verifier.initVerify(key);
    verifier.update(signed.toString().getBytes(UTF_8));
    return tag(signature, "bh").equals(Base64.getEncoder().encodeToString(digest))
        && verifier.verify(Base64.getDecoder().decode(tag(signature, "b")));
  }

  private static String tag(String signature, String name) {
    Matcher tag = Pattern.compile("(?:^|; )" + name + "=([^;]*)").matcher(signature);
    if (!tag.find()) {
      throw new IllegalArgumentException(signature);
    }
    return tag.group(1);
  }

  /// RFC 6376 §3.4.2
  private static String relaxed(String name, String value) {
    return name.toLowerCase(Locale.ROOT) + ":" + value.replaceAll("[ \t\r\n]+", " ").strip();
  }

  /// RFC 6376 §3.4.4
  private static String relaxedBody(String body) {
    return body.replaceAll("[ \t]+(?=\r\n)", "")
        .replaceAll("[ \t]+", " ")
        .replaceFirst("(\r\n)*$", "\r\n");
  }
}
