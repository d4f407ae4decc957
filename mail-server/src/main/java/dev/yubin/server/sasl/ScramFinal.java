package dev.yubin.server.sasl;

import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// client-final-message (RFC 5802 §7).
///
/// @param binding the GS2 header and the data of the channel binding
/// @param withoutProof the message before its proof, as it was sent
record ScramFinal(byte[] binding, String nonce, String withoutProof, byte[] proof) {
  private static final int MAX_LENGTH = 4096;
  private static final Pattern MESSAGE =
      Pattern.compile(
          "(c=([A-Za-z0-9+/=]+),r=([\\x21-\\x2B\\x2D-\\x7E]+)(?:,[A-Za-z]=[^,\\x00]*+){0,8}?)"
              + ",p=([A-Za-z0-9+/=]+)");

  static Optional<ScramFinal> parse(String message) {
    Matcher parts = MESSAGE.matcher(message);
    if (message.length() > MAX_LENGTH || !parts.matches()) {
      return Optional.empty();
    }
    try {
      Base64.Decoder base64 = Base64.getDecoder();
      return Optional.of(
          new ScramFinal(
              base64.decode(parts.group(2)),
              parts.group(3),
              parts.group(1),
              base64.decode(parts.group(4))));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
