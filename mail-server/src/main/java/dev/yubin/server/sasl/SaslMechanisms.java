package dev.yubin.server.sasl;

import dev.yubin.auth.ScramKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The mechanisms that a protocol has, by what is there to verify logins. Safe for use by many
/// threads.
///
/// @param passwords verifies PLAIN and LOGIN
/// @param scram verifies SCRAM-SHA-256, where there are such keys
/// @param tokens verifies OAUTHBEARER and XOAUTH2, where an issuer of tokens is trusted
public record SaslMechanisms(
    Authenticator passwords, Optional<ScramKeeper> scram, Optional<TokenVerifier> tokens) {

  /// What a client is told that it may choose from: the strongest first, for those that take the
  /// first that they know.
  public List<String> offered(ChannelBinding binding) {
    List<String> names = new ArrayList<>();
    if (scram.isPresent() && binding.isAvailable()) {
      names.add("SCRAM-SHA-256-PLUS");
    }
    if (scram.isPresent()) {
      names.add("SCRAM-SHA-256");
    }
    if (tokens.isPresent() && binding.isEncrypted()) {
      names.addAll(List.of("OAUTHBEARER", "XOAUTH2"));
    }
    names.addAll(List.of("PLAIN", "LOGIN"));
    return names;
  }

  /// @param mechanism as the client named it
  /// @return empty when there is no such mechanism here
  public Optional<SaslExchange> begin(String mechanism, ChannelBinding binding) {
    return switch (mechanism.toUpperCase(Locale.ROOT)) {
      case "SCRAM-SHA-256" -> scram(new ScramExchange.Channel(false, binding));
      case "SCRAM-SHA-256-PLUS" ->
          binding.isAvailable()
              ? scram(new ScramExchange.Channel(true, binding))
              : Optional.empty();
      case "OAUTHBEARER" -> token(TokenForm.OAUTHBEARER, binding);
      case "XOAUTH2" -> token(TokenForm.XOAUTH2, binding);
      default -> SaslExchange.begin(mechanism, passwords);
    };
  }

  private Optional<SaslExchange> scram(ScramExchange.Channel channel) {
    return scram.map(keeper -> new ScramExchange(keeper, channel, ScramKeys::nonce));
  }

  /// RFC 7628 §4, RFC 6750 §5.3: whoever reads a bearer token has it, so it needs TLS.
  private Optional<SaslExchange> token(TokenForm form, ChannelBinding binding) {
    return tokens
        .filter(verifier -> binding.isEncrypted())
        .map(verifier -> new TokenExchange(form, verifier));
  }
}
