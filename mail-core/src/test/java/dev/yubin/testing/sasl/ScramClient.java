package dev.yubin.testing.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.yubin.auth.ScramKeys;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLException;

/// The client's side of SCRAM-SHA-256 and SCRAM-SHA-256-PLUS (RFC 5802 §3). Messages are in base64.
///
/// @param gs2 what it says of channel bindings: `n`, `y` or `p=` and a type
/// @param binding data of the channel, empty without a binding
public record ScramClient(String name, String password, String gs2, byte[] binding) {
  private static final String NONCE = "rOprNGfwEbeRWgbNEkqO";
  private static final Pattern SERVER_FIRST = Pattern.compile("r=([^,]+),s=([^,]+),i=(\\d+)");

  /// Binds to a TLS connection, whose certificate has SHA-256 in its signature.
  public static ScramClient bound(
      String name, String password, String type, ExtendedSSLSession session) {
    return new ScramClient(name, password, "p=" + type, data(type, session));
  }

  private static byte[] data(String type, ExtendedSSLSession session) {
    try {
      return type.equals("tls-exporter")
          ? session.exportKeyingMaterialData("EXPORTER-Channel-Binding", new byte[0], 32)
          : MessageDigest.getInstance("SHA-256")
              .digest(session.getPeerCertificates()[0].getEncoded());
    } catch (SSLException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The first message.
  public String first() {
    return encoded((gs2 + ",," + bare()).getBytes(UTF_8));
  }

  private String bare() {
    return "n=" + name.replace("=", "=3D").replace(",", "=2C") + ",r=" + NONCE;
  }

  /// The last message, with the proof.
  public String last(String serverFirst) {
    String challenge = new String(Base64.getDecoder().decode(serverFirst), UTF_8);
    Matcher parts = SERVER_FIRST.matcher(challenge);
    if (!parts.matches()) {
      throw new IllegalStateException(challenge);
    }
    String last = "c=" + encoded(channel()) + ",r=" + parts.group(1);
    byte[] proof =
        ScramKeys.clientProof(
            password,
            Base64.getDecoder().decode(parts.group(2)),
            Integer.parseInt(parts.group(3)),
            bare() + "," + challenge + "," + last);
    return encoded((last + ",p=" + encoded(proof)).getBytes(UTF_8));
  }

  private byte[] channel() {
    byte[] header = (gs2 + ",,").getBytes(UTF_8);
    byte[] all = new byte[header.length + binding.length];
    System.arraycopy(header, 0, all, 0, header.length);
    System.arraycopy(binding, 0, all, header.length, binding.length);
    return all;
  }

  private static String encoded(byte[] octets) {
    return Base64.getEncoder().encodeToString(octets);
  }
}
