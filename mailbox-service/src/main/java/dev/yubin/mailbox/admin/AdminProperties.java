package dev.yubin.mailbox.admin;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// @param password of the user `admin` of the admin API; no default
@ConfigurationProperties("yubin.admin")
record AdminProperties(String password) {
  AdminProperties {
    password = required(password);
  }

  private static String required(@Nullable String password) {
    if (password == null || password.isBlank()) {
      throw new IllegalArgumentException(
          "yubin.admin.password (YUBIN_ADMIN_PASSWORD) is not set: give the admin API a password");
    }
    return password;
  }

  @Override
  public String toString() {
    return "AdminProperties[password=***]";
  }
}
