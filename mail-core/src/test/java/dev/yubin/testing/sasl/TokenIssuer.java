package dev.yubin.testing.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.json.JsonMapper;

/// An OpenID Connect issuer: discovery (OpenID Connect Discovery 1.0 §4), one key, and tokens of
/// whatever claims.
public final class TokenIssuer implements AutoCloseable {
  public static final String AUDIENCE = "mail";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final AtomicInteger fetches = new AtomicInteger();
  private final HttpServer server;
  private final URI url;
  private KeyPair keys = newKeys();
  private int generation;
  private String claimedIssuer;

  public TokenIssuer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    claimedIssuer = url.toString();
    server.createContext(
        "/.well-known/openid-configuration", exchange -> answer(exchange, discovery()));
    server.createContext(
        "/keys",
        exchange -> {
          fetches.incrementAndGet();
          answer(exchange, keySet());
        });
    server.start();
  }

  public URI url() {
    return url;
  }

  public URI keysUrl() {
    return url.resolve("/keys");
  }

  /// How often the keys have been fetched.
  public int fetches() {
    return fetches.get();
  }

  /// The document of discovery names another issuer from now on.
  public void claimToBe(String issuer) {
    claimedIssuer = issuer;
  }

  /// A new key takes the place of the one that was.
  public void rotate() {
    keys = newKeys();
    generation++;
  }

  /// Claims of a token that is good for an account here.
  public Map<String, Object> claims(String email) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", url.toString());
    claims.put("aud", AUDIENCE);
    claims.put("sub", "1");
    claims.put("email", email);
    claims.put("exp", Instant.now().getEpochSecond() + 300);
    return claims;
  }

  public String token(String email) {
    return token(claims(email));
  }

  public String token(Map<String, Object> claims) {
    String signed = encoded(header("RS256")) + "." + encoded(claims);
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(keys.getPrivate());
      signature.update(signed.getBytes(UTF_8));
      return signed + "." + encoded(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// A token with another algorithm in its header.
  ///
  /// @param signature as it stands in the token
  public String forged(String algorithm, Map<String, Object> claims, byte[] signature) {
    return encoded(header(algorithm)) + "." + encoded(claims) + "." + encoded(signature);
  }

  private Map<String, Object> header(String algorithm) {
    return Map.of("alg", algorithm, "typ", "at+jwt", "kid", "key-" + generation);
  }

  private Map<String, Object> discovery() {
    return Map.of("issuer", claimedIssuer, "jwks_uri", keysUrl().toString());
  }

  private Map<String, Object> keySet() {
    RSAPublicKey key = (RSAPublicKey) keys.getPublic();
    return Map.of(
        "keys",
        new Object[] {
          Map.of(
              "kty",
              "RSA",
              "use",
              "sig",
              "kid",
              "key-" + generation,
              "n",
              encoded(key.getModulus()),
              "e",
              encoded(key.getPublicExponent()))
        });
  }

  private static void answer(HttpExchange exchange, Map<String, Object> document)
      throws IOException {
    try (exchange) {
      byte[] body = JSON.writeValueAsBytes(document);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static KeyPair newKeys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String encoded(Map<String, Object> json) {
    return encoded(JSON.writeValueAsBytes(json));
  }

  private static String encoded(BigInteger number) {
    byte[] octets = number.toByteArray();
    int sign = octets[0] == 0 ? 1 : 0;
    return encoded(Arrays.copyOfRange(octets, sign, octets.length));
  }

  private static String encoded(byte[] octets) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
