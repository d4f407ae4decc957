package dev.yubin.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.spec.KeySpec;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/// What a server keeps of a password for SCRAM-SHA-256 (RFC 5802 §3, RFC 7677).
///
/// @param salt octets
/// @param iterations of PBKDF2
/// @param storedKey 32 octets
/// @param serverKey 32 octets
public record ScramKeys(byte[] salt, int iterations, byte[] storedKey, byte[] serverKey) {
  private static final String HMAC = "HmacSHA256";
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int NONCE_LENGTH = 18;

  /// One side's part of the nonce of an exchange (RFC 5802 §5.1): 24 printable characters that
  /// nobody can guess.
  public static String nonce() {
    byte[] octets = new byte[NONCE_LENGTH];
    RANDOM.nextBytes(octets);
    return Base64.getEncoder().encodeToString(octets);
  }

  public static ScramKeys of(String password, byte[] salt, int iterations) {
    byte[] salted = saltedPassword(password, salt, iterations);
    return new ScramKeys(
        salt, iterations, sha256(hmac(salted, "Client Key")), hmac(salted, "Server Key"));
  }

  /// The client's side: ClientProof for an AuthMessage.
  public static byte[] clientProof(
      String password, byte[] salt, int iterations, String authMessage) {
    byte[] clientKey = hmac(saltedPassword(password, salt, iterations), "Client Key");
    return xor(clientKey, hmac(sha256(clientKey), authMessage));
  }

  /// The server's side: whether a ClientProof was made with the password behind these keys. Takes
  /// the same time whether or not it was.
  public boolean accepts(String authMessage, byte[] clientProof) {
    if (clientProof.length != storedKey.length) {
      return false;
    }
    byte[] clientKey = xor(clientProof, hmac(storedKey, authMessage));
    return MessageDigest.isEqual(sha256(clientKey), storedKey);
  }

  /// ServerSignature, by which the client knows that the server has the keys.
  public byte[] serverSignature(String authMessage) {
    return hmac(serverKey, authMessage);
  }

  private static byte[] saltedPassword(String password, byte[] salt, int iterations) {
    try {
      // The provider encodes the characters as UTF-8, which is what Hi() of RFC 5802 §2.2 takes.
      KeySpec spec = new PBEKeySpec(password.toCharArray(), salt, iterations, 256);
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] hmac(byte[] key, String message) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key, HMAC));
      return mac.doFinal(message.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] sha256(byte[] octets) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(octets);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] xor(byte[] a, byte[] b) {
    byte[] result = new byte[a.length];
    for (int i = 0; i < a.length; i++) {
      result[i] = (byte) (a[i] ^ b[i]);
    }
    return result;
  }
}
