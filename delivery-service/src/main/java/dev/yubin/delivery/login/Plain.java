package dev.yubin.delivery.login;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;

/// PLAIN (RFC 4616).
///
/// @param login gives the authentication identity; the host takes it for the authorization
///     identity, too
record Plain(Login login) implements Mechanism {

  @Override
  public String name() {
    return "PLAIN";
  }

  @Override
  public Optional<byte[]> first() {
    return Optional.of(("\0" + login.user() + "\0" + login.password()).getBytes(UTF_8));
  }

  @Override
  public byte[] answer(byte[] challenge) throws DistrustException {
    throw new DistrustException("a challenge where PLAIN has none");
  }

  @Override
  public boolean isComplete() {
    return true;
  }
}
