package dev.yubin.server.oauth;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Fetches the keys of an issuer (RFC 7517 §5) when they are first needed: the issuer need not be
/// there when the service starts.
final class IssuerKeys implements JWKSetSource<SecurityContext> {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration READ_TIMEOUT = Duration.ofSeconds(5);

  /// Octets of a document; that of a large issuer has some kilobytes.
  private static final int MAX_SIZE = 512 * 1024;

  private static final Duration REMEMBERED = Duration.ofMinutes(5);

  /// How long keys are used while the issuer does not answer.
  private static final Duration OUTAGE = Duration.ofHours(1);

  /// A key that is not known yet has the keys fetched anew, but no more than twice in this time,
  /// whatever keys strangers name.
  private static final Duration MIN_INTERVAL = Duration.ofSeconds(10);

  private final OauthProperties properties;
  private final DefaultResourceRetriever web =
      new DefaultResourceRetriever(
          (int) CONNECT_TIMEOUT.toMillis(), (int) READ_TIMEOUT.toMillis(), MAX_SIZE);

  private IssuerKeys(OauthProperties properties) {
    this.properties = properties;
  }

  /// Keys as they were some minutes ago, and as they are now where one is asked for that was not
  /// among them.
  static JWKSource<SecurityContext> of(OauthProperties properties) {
    return JWKSourceBuilder.create(new IssuerKeys(properties))
        .cache(REMEMBERED.toMillis(), READ_TIMEOUT.multipliedBy(3).toMillis())
        .refreshAheadCache(false)
        .rateLimited(MIN_INTERVAL.toMillis())
        .outageTolerant(OUTAGE.toMillis())
        .build();
  }

  @Override
  public JWKSet getJWKSet(
      JWKSetCacheRefreshEvaluator refresh, long now, @Nullable SecurityContext context)
      throws JWKSetUnavailableException {
    try {
      URI given = properties.jwkSetUri();
      return JWKSet.parse(get(given == null ? discovered() : given));
    } catch (IOException | ParseException e) {
      throw new JWKSetUnavailableException("No keys of " + properties.issuer(), e);
    }
  }

  private URI discovered() throws IOException, ParseException {
    URI url = properties.configurationUrl();
    Map<String, Object> document = JSONObjectUtils.parse(get(url));
    // OpenID Connect Discovery 1.0 §4.3: else one issuer could speak for another.
    String issuer = JSONObjectUtils.getString(document, "issuer");
    if (!String.valueOf(properties.issuer()).equals(issuer)) {
      throw new IOException(url + " is that of another issuer");
    }
    URI keys = JSONObjectUtils.getURI(document, "jwks_uri");
    if (keys == null || !OauthProperties.isSafe(keys)) {
      throw new IOException(url + " has no jwks_uri with https");
    }
    return keys;
  }

  private String get(URI url) throws IOException {
    return web.retrieveResource(url.toURL()).getContent();
  }

  @Override
  public void close() {
    // Nothing is held open.
  }
}
