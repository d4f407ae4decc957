package dev.yubin.server.oauth;

import dev.yubin.mail.EmailAddress;
import dev.yubin.server.sasl.Authenticator.Result;
import dev.yubin.server.sasl.TokenVerifier;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/// Verifies access tokens that are JWTs (RFC 9068) of one issuer. Safe for use by many threads.
public final class JwtVerifier implements TokenVerifier {
  private static final Logger log = LoggerFactory.getLogger(JwtVerifier.class);

  /// RFC 9068 §4 lets clocks differ by some minutes at most.
  private static final Duration CLOCK_SKEW = Duration.ofSeconds(60);

  private final JwtDecoder decoder;
  private final String usernameClaim;
  private final Function<EmailAddress, Result> accounts;
  private final String configurationUrl;

  private JwtVerifier(OauthProperties properties, Function<EmailAddress, Result> accounts) {
    this.decoder = decoder(properties);
    this.usernameClaim = properties.usernameClaim();
    this.accounts = accounts;
    this.configurationUrl = properties.configurationUrl().toString();
  }

  /// @param accounts whether an address is that of an account that may log in here
  /// @return empty when no issuer is trusted
  public static Optional<TokenVerifier> of(
      OauthProperties properties, Function<EmailAddress, Result> accounts) {
    return properties.issuer() == null
        ? Optional.empty()
        : Optional.of(new JwtVerifier(properties, accounts));
  }

  /// RFC 8725 §3.1: signatures of public keys alone. With `none` anybody could log in, and with a
  /// secret (HS256) whoever verifies could sign.
  private static JwtDecoder decoder(OauthProperties properties) {
    NimbusJwtDecoder decoder =
        NimbusJwtDecoder.withJwkSource(IssuerKeys.of(properties))
            .jwsAlgorithms(all -> all.addAll(List.of(SignatureAlgorithm.values())))
            .build();
    JwtTypeValidator type = new JwtTypeValidator("JWT", "at+jwt", "application/at+jwt");
    type.setAllowEmpty(true);
    JwtTimestampValidator time = new JwtTimestampValidator(CLOCK_SKEW);
    time.setAllowEmptyExpiryClaim(false);
    List<OAuth2TokenValidator<Jwt>> rules =
        List.of(
            type,
            time,
            new JwtIssuerValidator(String.valueOf(properties.issuer())),
            new JwtAudienceValidator(String.valueOf(properties.audience())));
    decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(rules));
    return decoder;
  }

  @Override
  public Result verify(String name, String token) {
    try {
      return account(name, decoder.decode(token));
    } catch (BadJwtException e) {
      return refused(String.valueOf(e.getMessage()));
    } catch (JwtException e) {
      Throwable cause = NestedExceptionUtils.getMostSpecificCause(e);
      log.warn("event=tokens-not-verified cause=\"{}\"", oneLine(cause.toString()));
      return new Result.Unavailable();
    }
  }

  private Result account(String name, Jwt token) {
    Optional<EmailAddress> owner =
        Optional.ofNullable(token.getClaimAsString(usernameClaim)).flatMap(EmailAddress::parse);
    if (owner.isEmpty()) {
      return refused("The claim " + usernameClaim + " is no address");
    }
    // OpenID Connect Core 1.0 §5.1: an address that the issuer has not checked is anybody's.
    if ("false".equals(token.getClaimAsString("email_verified"))) {
      return refused("The address is not verified");
    }
    // RFC 7628 §3.1: whom the client says it is; where it does not, the token does.
    boolean same =
        name.isEmpty()
            || EmailAddress.parse(name).map(EmailAddress::key).equals(owner.map(EmailAddress::key));
    return same ? accounts.apply(owner.get()) : refused("The token is another account's");
  }

  private static Result refused(String cause) {
    log.info("event=token-refused cause=\"{}\"", oneLine(cause));
    return new Result.Refused();
  }

  /// Some of it is the client's.
  private static String oneLine(String text) {
    String printable = text.replaceAll("[^\\x20-\\x7E]|\"", "?");
    return printable.length() <= 200 ? printable : printable.substring(0, 200);
  }

  @Override
  public String configurationUrl() {
    return configurationUrl;
  }
}
