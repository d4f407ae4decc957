package dev.yubin.server.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.yubin.server.sasl.Authenticator.Result;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// OAUTHBEARER (RFC 7628) and XOAUTH2: an access token in one response.
final class TokenExchange implements SaslExchange {
  private final TokenForm form;
  private final TokenVerifier verifier;
  private boolean asked;
  private Step.@Nullable Done refusal;

  TokenExchange(TokenForm form, TokenVerifier verifier) {
    this.form = form;
    this.verifier = verifier;
  }

  @Override
  public Step respond(byte[] response) {
    if (refusal != null) {
      // RFC 7628 §3.2.3: the client has read what is wrong and answers %x01.
      return refusal;
    }
    if (response.length == 0 && !asked) {
      asked = true;
      return new Step.Challenge(new byte[0]);
    }
    Optional<TokenResponse> sent = form.parse(new String(response, UTF_8));
    return sent.map(this::verify).orElseGet(Step.Malformed::new);
  }

  private Step verify(TokenResponse sent) {
    Result result = verifier.verify(sent.name(), sent.token());
    Step.Done verdict = new Step.Done(sent.name(), result);
    if (!(result instanceof Result.Refused)) {
      return verdict;
    }
    refusal = verdict;
    return new Step.Challenge(form.refusal(verifier.configurationUrl()).getBytes(UTF_8));
  }
}
