package dev.yubin.server.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.yubin.server.sasl.Authenticator.Result;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;

/// SCRAM-SHA-256 and SCRAM-SHA-256-PLUS (RFC 5802, RFC 7677), the server's side: the client proves
/// that it has the password, and the server that it has the keys; the password stays with the
/// client.
final class ScramExchange implements SaslExchange {

  /// How a login is tied to its channel.
  ///
  /// @param plus whether the client chose the -PLUS mechanism
  record Channel(boolean plus, ChannelBinding binding) {}

  private sealed interface Phase {
    record Begun(boolean asked) implements Phase {}

    record Salted(ScramFirst first, String serverFirst, String nonce) implements Phase {}

    record Proven(Step.Done verdict) implements Phase {}
  }

  private final ScramKeeper keeper;
  private final Channel channel;
  private final Supplier<String> nonces;
  private Phase phase = new Phase.Begun(false);

  /// @param nonces printable, without a comma, no two alike
  ScramExchange(ScramKeeper keeper, Channel channel, Supplier<String> nonces) {
    this.keeper = keeper;
    this.channel = channel;
    this.nonces = nonces;
  }

  @Override
  public Step respond(byte[] response) {
    String message = new String(response, UTF_8);
    return switch (phase) {
      case Phase.Begun(boolean asked) when message.isEmpty() && !asked -> ask();
      case Phase.Begun begun ->
          ScramFirst.parse(message).map(this::salt).orElseGet(Step.Malformed::new);
      case Phase.Salted salted ->
          ScramFinal.parse(message).map(f -> prove(f, salted)).orElseGet(Step.Malformed::new);
      // What the client says to the server's proof is of no account.
      case Phase.Proven(Step.Done verdict) -> verdict;
    };
  }

  private Step ask() {
    phase = new Phase.Begun(true);
    return new Step.Challenge(new byte[0]);
  }

  private Step salt(ScramFirst first) {
    if (isDowngraded(first) || isForAnother(first)) {
      return refused(first);
    }
    return switch (keeper.lookUp(first.name())) {
      case ScramKeeper.Lookup.Salted(byte[] salt, int iterations) -> {
        String nonce = first.nonce() + nonces.get();
        String encoded = Base64.getEncoder().encodeToString(salt);
        String serverFirst = "r=%s,s=%s,i=%d".formatted(nonce, encoded, iterations);
        phase = new Phase.Salted(first, serverFirst, nonce);
        yield new Step.Challenge(serverFirst.getBytes(UTF_8));
      }
      case ScramKeeper.Lookup.Unavailable() ->
          new Step.Done(first.name(), new Result.Unavailable());
    };
  }

  /// RFC 5802 §6: a client that says "y" has not seen that we offer -PLUS; when we do, somebody
  /// between us took it out of the list. "p" and the -PLUS name go together.
  private boolean isDowngraded(ScramFirst first) {
    boolean hidden = first.binding().equals("y") && channel.binding().isAvailable();
    return hidden || first.isBound() != channel.plus();
  }

  /// RFC 4422 §3.4.1: acting for somebody else is a right that nobody has here.
  private static boolean isForAnother(ScramFirst first) {
    return !first.authzid().isEmpty() && !first.authzid().equalsIgnoreCase(first.name());
  }

  private Step prove(ScramFinal last, Phase.Salted salted) {
    ScramFirst first = salted.first();
    Optional<byte[]> binding = expectedBinding(first);
    // RFC 5802 §5.1: both are to be what was said before.
    if (!last.nonce().equals(salted.nonce())
        || binding.isEmpty()
        || !MessageDigest.isEqual(binding.get(), last.binding())) {
      return refused(first);
    }
    String authMessage = first.bare() + "," + salted.serverFirst() + "," + last.withoutProof();
    return switch (keeper.verify(first.name(), authMessage, last.proof())) {
      case ScramKeeper.Verification.Proven proven -> proven(first.name(), proven);
      case ScramKeeper.Verification.Failed(Result result) -> new Step.Done(first.name(), result);
    };
  }

  private Step proven(String name, ScramKeeper.Verification.Proven proven) {
    phase = new Phase.Proven(new Step.Done(name, new Result.Accepted(proven.account())));
    String signature = Base64.getEncoder().encodeToString(proven.serverSignature());
    return new Step.Challenge(("v=" + signature).getBytes(UTF_8));
  }

  private Optional<byte[]> expectedBinding(ScramFirst first) {
    byte[] header = first.gs2Header().getBytes(UTF_8);
    return first.isBound()
        ? channel.binding().data(first.bindingType()).map(data -> concatenate(header, data))
        : Optional.of(header);
  }

  private static byte[] concatenate(byte[] a, byte[] b) {
    byte[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }

  private static Step refused(ScramFirst first) {
    return new Step.Done(first.name(), new Result.Refused());
  }
}
