package dev.yubin.smtp.greylisting;

import dev.yubin.mail.EmailAddress;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/// The names of what was seen: hashes, so that the topic tells nobody who writes to whom.
final class SeenKey {

  private SeenKey() {}

  /// A network: large senders try again from another host (RFC 6647 §5).
  static String network(InetAddress client) {
    int octets = client instanceof Inet4Address ? 3 : 8;
    byte[] network = Arrays.copyOf(client.getAddress(), octets);
    return hash(HexFormat.of().formatHex(network));
  }

  /// A first try. The null reverse-path is one like others.
  static String triplet(
      InetAddress client, Optional<EmailAddress> reversePath, EmailAddress recipient) {
    String sender = reversePath.map(EmailAddress::key).orElse("");
    return hash(network(client) + " <" + sender + "> <" + recipient.key() + ">");
  }

  private static String hash(String text) {
    try {
      byte[] octets =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(octets, 18));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
