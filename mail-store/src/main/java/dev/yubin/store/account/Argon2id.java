package dev.yubin.store.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// Argon2id (RFC 9106) in the string form of the Password Hashing Competition:
/// `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`, both in base64 without padding. The parameters stand
/// in the string, so that they can be raised while old hashes still verify.
///
/// @param memory KiB
/// @param passes over that memory
/// @param lanes parallelism of the function, not of ours
record Argon2id(int memory, int passes, int lanes) {
  /// OWASP's password storage cheat sheet: 19 MiB, two passes, one lane.
  static final Argon2id OWASP = new Argon2id(19 * 1024, 2, 1);

  private static final int HASH_LENGTH = 32;

  private static final Pattern PHC =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,2}),p=(\\d{1,2})\\$([A-Za-z0-9+/]{1,128})\\$([A-Za-z0-9+/]{1,128})");

  String hash(String password, byte[] salt) {
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
        .formatted(
            memory,
            passes,
            lanes,
            base64.encodeToString(salt),
            base64.encodeToString(compute(password, salt, HASH_LENGTH)));
  }

  /// @param hash in PHC string form
  /// @throws IllegalArgumentException when it is not argon2id in that form
  static boolean verify(String hash, String password) {
    Matcher phc = PHC.matcher(hash);
    if (!phc.matches()) {
      throw new IllegalArgumentException("Not an argon2id hash in PHC string form");
    }
    Argon2id parameters =
        new Argon2id(
            Integer.parseInt(phc.group(1)),
            Integer.parseInt(phc.group(2)),
            Integer.parseInt(phc.group(3)));
    byte[] salt = Base64.getDecoder().decode(phc.group(4));
    byte[] expected = Base64.getDecoder().decode(phc.group(5));
    return MessageDigest.isEqual(expected, parameters.compute(password, salt, expected.length));
  }

  private byte[] compute(String password, byte[] salt, int length) {
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(memory)
            .withIterations(passes)
            .withParallelism(lanes)
            .withSalt(salt)
            .build());
    byte[] hash = new byte[length];
    generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
    return hash;
  }
}
