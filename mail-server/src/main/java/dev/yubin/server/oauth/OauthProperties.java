package dev.yubin.server.oauth;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param issuer URL of the OpenID Connect issuer whose access tokens (JWT, RFC 9068) are taken for
///     logins by OAUTHBEARER (RFC 7628) and XOAUTH2; neither is offered where it is not given
/// @param audience what the `aud` claim must name; to be given with the issuer
/// @param jwkSetUri where the issuer's keys are; from its discovery document where not given
/// @param usernameClaim claim with the account's address
@ConfigurationProperties("yubin.oauth")
public record OauthProperties(
    @Nullable URI issuer,
    @Nullable String audience,
    @Nullable URI jwkSetUri,
    @DefaultValue("email") String usernameClaim) {

  public OauthProperties {
    issuer = given(issuer);
    jwkSetUri = given(jwkSetUri);
    if (issuer != null && (audience == null || audience.isBlank())) {
      throw new IllegalArgumentException(
          "yubin.oauth.audience is not set though yubin.oauth.issuer="
              + issuer
              + " is: give what the issuer writes into the aud claim of tokens for mail");
    }
    if (issuer == null && jwkSetUri != null) {
      throw new IllegalArgumentException(
          "yubin.oauth.jwk-set-uri=" + jwkSetUri + " needs yubin.oauth.issuer beside it");
    }
    requireSafe("issuer", issuer);
    requireSafe("jwk-set-uri", jwkSetUri);
    if (usernameClaim.isBlank()) {
      throw new IllegalArgumentException(
          "yubin.oauth.username-claim= must be the name of a claim, such as email");
    }
  }

  /// An environment variable may be there and empty.
  private static @Nullable URI given(@Nullable URI url) {
    return url == null || url.toString().isBlank() ? null : url;
  }

  private static void requireSafe(String property, @Nullable URI url) {
    if (url != null && !isSafe(url)) {
      throw new IllegalArgumentException(
          "yubin.oauth.%s=%s must be an https URL, or http on this machine"
              .formatted(property, url));
    }
  }

  /// Whoever can change keys on their way can log in as anybody.
  static boolean isSafe(URI url) {
    return url.getHost() != null
        && ("https".equals(url.getScheme())
            || ("http".equals(url.getScheme()) && isLoopback(url.getHost())));
  }

  private static boolean isLoopback(String host) {
    try {
      return host.equals("localhost")
          || (host.matches("[0-9.]+|\\[[0-9a-fA-F:.]+]")
              && InetAddress.getByName(host).isLoopbackAddress());
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /// OpenID Connect Discovery 1.0 §4: where the issuer says what it is.
  URI configurationUrl() {
    return URI.create(
        Objects.requireNonNull(issuer).toString().replaceFirst("/$", "")
            + "/.well-known/openid-configuration");
  }
}
