package dev.yubin.admin;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// @param password of the user `admin`; without one the admin API is shut
@ConfigurationProperties("yubin.admin")
public record AdminProperties(@Nullable String password) {
  @Override
  public String toString() {
    return "AdminProperties[password=***]";
  }
}
