package dev.yubin.delivery.login;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;

/// LOGIN, which has no RFC: two prompts, whose words nobody has agreed on, one for the user's name
/// and one for the password.
final class PasswordPrompt implements Mechanism {
  private final Login login;
  private int prompts;

  PasswordPrompt(Login login) {
    this.login = login;
  }

  @Override
  public String name() {
    return "LOGIN";
  }

  @Override
  public Optional<byte[]> first() {
    return Optional.empty();
  }

  @Override
  public byte[] answer(byte[] challenge) throws DistrustException {
    prompts++;
    return switch (prompts) {
      case 1 -> login.user().getBytes(UTF_8);
      case 2 -> login.password().getBytes(UTF_8);
      default -> throw new DistrustException("a third prompt");
    };
  }

  @Override
  public boolean isComplete() {
    return prompts == 2;
  }
}
