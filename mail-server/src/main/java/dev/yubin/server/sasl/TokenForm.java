package dev.yubin.server.sasl;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The two ways in which clients send an access token: that of RFC 7628, and the one of before it.
enum TokenForm {
  /// RFC 7628 §3.1: a GS2 header, then `key=value` pairs, each with a %x01 behind it. There is no
  /// -PLUS of it, so that `y` is as good as `n` (RFC 5801 §5).
  OAUTHBEARER("[ny],(?:a=([^,\\x00\\x01]*+))?,\\x01") {
    @Override
    String refusal(String configurationUrl) {
      // RFC 7628 §3.2.2.
      return "{\"status\":\"invalid_token\",\"openid-configuration\":\"%s\"}"
          .formatted(configurationUrl);
    }
  },
  /// Has no RFC.
  XOAUTH2("user=([^\\x01\\x00]*+)\\x01") {
    @Override
    String refusal(String configurationUrl) {
      return "{\"status\":\"401\",\"schemes\":\"bearer\"}";
    }
  };

  /// Tokens with many claims have some kilobytes.
  private static final int MAX_LENGTH = 16_384;

  private static final int MAX_PAIRS = 16;

  /// RFC 6750 §2.1: b64token.
  private static final Pattern BEARER =
      Pattern.compile("auth=(?i:bearer) +([A-Za-z0-9._~+/-]++=*+)");

  private final Pattern beginning;

  TokenForm(String beginning) {
    this.beginning = Pattern.compile(beginning);
  }

  Optional<TokenResponse> parse(String message) {
    Matcher begun = beginning.matcher(message);
    if (message.length() > MAX_LENGTH || !begun.lookingAt() || !message.endsWith("\1\1")) {
      return Optional.empty();
    }
    String name = begun.group(1) == null ? "" : begun.group(1);
    Optional<String> token = token(message.substring(begun.end()).split("\1", MAX_PAIRS));
    return token.flatMap(t -> ScramFirst.unescape(name).map(who -> new TokenResponse(who, t)));
  }

  private static Optional<String> token(String[] pairs) {
    return Arrays.stream(pairs)
        .map(BEARER::matcher)
        .filter(Matcher::matches)
        .map(match -> match.group(1))
        .findFirst();
  }

  /// What is wrong, as JSON.
  abstract String refusal(String configurationUrl);
}
