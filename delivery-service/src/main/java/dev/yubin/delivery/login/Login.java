package dev.yubin.delivery.login;

/// What a host knows us by.
///
/// @param user as the host has it, often an address
public record Login(String user, String password) {

  /// Without the password.
  @Override
  public String toString() {
    return "Login[user=" + user + "]";
  }
}
