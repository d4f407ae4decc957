package dev.yubin.mailbox.account;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// @param secret what the services of one installation know each other by; no default
@ConfigurationProperties("yubin.services")
public record ServicesProperties(String secret) {
  public ServicesProperties {
    secret = required(secret);
  }

  private static String required(@Nullable String secret) {
    if (secret == null || secret.isBlank()) {
      throw new IllegalArgumentException(
          "yubin.services.secret (YUBIN_SERVICES_SECRET) is not set: give all services the same"
              + " long random text");
    }
    return secret;
  }

  @Override
  public String toString() {
    return "ServicesProperties[secret=***]";
  }
}
