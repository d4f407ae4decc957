package dev.yubin.server.sasl;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// client-first-message (RFC 5802 §7).
///
/// @param binding what the client says of channel bindings: `n`, `y`, or `p=` and a type
/// @param authzid whom the client acts for, empty for itself
/// @param gs2Header as it was sent
/// @param bare the message after its GS2 header, as it was sent
record ScramFirst(
    String binding, String authzid, String gs2Header, String name, String nonce, String bare) {
  /// No client sends a quarter of it.
  private static final int MAX_LENGTH = 2048;

  /// RFC 5802 §7: a name has its "," and "=" escaped; what is printable is a nonce. A mandatory
  /// extension (`m=`) is none that we know, RFC 5802 §5.1: such a login fails.
  private static final Pattern MESSAGE =
      Pattern.compile(
          "((n|y|p=[A-Za-z0-9.-]{1,64}),(?:a=([^,\\x00]+))?,)"
              + "(n=([^,\\x00]+),r=([\\x21-\\x2B\\x2D-\\x7E]+)(?:,[A-Za-z]=[^,\\x00]*+){0,8}+)");

  static Optional<ScramFirst> parse(String message) {
    if (message.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    Matcher parts = MESSAGE.matcher(message);
    if (!parts.matches()) {
      return Optional.empty();
    }
    String authzid = parts.group(3) == null ? "" : parts.group(3);
    return unescape(parts.group(5))
        .flatMap(
            name ->
                unescape(authzid)
                    .map(
                        forWhom ->
                            new ScramFirst(
                                parts.group(2),
                                forWhom,
                                parts.group(1),
                                name,
                                parts.group(6),
                                parts.group(4))));
  }

  boolean isBound() {
    return binding.startsWith("p=");
  }

  String bindingType() {
    return binding.substring(2);
  }

  /// RFC 5802 §5.1: "=" that is neither "=2C" nor "=3D" fails the login.
  static Optional<String> unescape(String name) {
    String others = name.replace("=2C", "").replace("=3D", "");
    return others.contains("=")
        ? Optional.empty()
        : Optional.of(name.replace("=2C", ",").replace("=3D", "="));
  }
}
