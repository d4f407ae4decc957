package dev.yubin.delivery.login;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.yubin.auth.ScramKeys;
import dev.yubin.delivery.login.Channel.Binding;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// SCRAM-SHA-256 and SCRAM-SHA-256-PLUS (RFC 5802, RFC 7677): proves that we know the password
/// without saying it, and has the host prove the same.
final class Scram implements Mechanism {
  /// RFC 5802 §5.1: an extension that is mandatory (`m=`) matches nothing here, as it has to.
  private static final Pattern SERVER_FIRST =
      Pattern.compile("r=([^,]{1,200}),s=([A-Za-z0-9+/=]{1,400}),i=([1-9][0-9]{0,6})(?:,.*)?");

  private static final Pattern SERVER_FINAL = Pattern.compile("v=([A-Za-z0-9+/=]{1,100})(?:,.*)?");

  /// RFC 7677 §4 has no fewer; more than the most would keep us computing for the host.
  private static final int MIN_ITERATIONS = 4096;

  private static final int MAX_ITERATIONS = 2_000_000;

  private final Login login;
  private final @Nullable Binding binding;
  private final String nonce;
  private byte @Nullable [] expected;
  private boolean proved;

  Scram(Login login, @Nullable Binding binding, String nonce) {
    this.login = login;
    this.binding = binding;
    this.nonce = nonce;
  }

  static Scram bound(Login login, Binding binding) {
    return new Scram(login, binding, ScramKeys.nonce());
  }

  static Scram unbound(Login login) {
    return new Scram(login, null, ScramKeys.nonce());
  }

  @Override
  public String name() {
    return binding == null ? "SCRAM-SHA-256" : "SCRAM-SHA-256-PLUS";
  }

  @Override
  public Optional<byte[]> first() {
    return Optional.of((header() + bare()).getBytes(UTF_8));
  }

  /// RFC 5802 §7, `gs2-header`.
  private String header() {
    return binding == null ? "n,," : "p=" + binding.type() + ",,";
  }

  private String bare() {
    return "n=" + login.user().replace("=", "=3D").replace(",", "=2C") + ",r=" + nonce;
  }

  @Override
  public byte[] answer(byte[] challenge) throws DistrustException {
    String text = new String(challenge, UTF_8);
    if (expected == null) {
      return proof(text).getBytes(UTF_8);
    }
    check(text, expected);
    proved = true;
    return new byte[0];
  }

  private String proof(String serverFirst) throws DistrustException {
    Matcher parts = SERVER_FIRST.matcher(serverFirst);
    if (!parts.matches()) {
      throw new DistrustException("no first message of SCRAM");
    }
    int iterations = Integer.parseInt(parts.group(3));
    if (iterations < MIN_ITERATIONS || iterations > MAX_ITERATIONS) {
      throw new DistrustException(iterations + " iterations of SCRAM");
    }
    if (!parts.group(1).startsWith(nonce) || parts.group(1).length() == nonce.length()) {
      throw new DistrustException("a nonce of SCRAM that is not ours and its own");
    }
    byte[] salt = decoded(parts.group(2));
    String last = "c=" + encoded(channel()) + ",r=" + parts.group(1);
    String authMessage = bare() + "," + serverFirst + "," + last;
    expected = ScramKeys.of(login.password(), salt, iterations).serverSignature(authMessage);
    byte[] proof = ScramKeys.clientProof(login.password(), salt, iterations, authMessage);
    return last + ",p=" + encoded(proof);
  }

  private void check(String serverFinal, byte[] signature) throws DistrustException {
    Matcher parts = SERVER_FINAL.matcher(serverFinal);
    if (proved || !parts.matches() || !MessageDigest.isEqual(decoded(parts.group(1)), signature)) {
      throw new DistrustException("no proof that it knows the password");
    }
  }

  private byte[] channel() {
    byte[] header = header().getBytes(UTF_8);
    byte[] data = binding == null ? new byte[0] : binding.data();
    byte[] all = new byte[header.length + data.length];
    System.arraycopy(header, 0, all, 0, header.length);
    System.arraycopy(data, 0, all, header.length, data.length);
    return all;
  }

  private static String encoded(byte[] octets) {
    return Base64.getEncoder().encodeToString(octets);
  }

  private static byte[] decoded(String base64) throws DistrustException {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new DistrustException("base64 that is none");
    }
  }

  @Override
  public boolean isComplete() {
    return proved;
  }
}
