package dev.yubin.delivery.admin;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// @param password of the user `admin`; without one nobody may see or change the queue
@ConfigurationProperties("yubin.admin")
record AdminProperties(@Nullable String password) {
  @Override
  public String toString() {
    return "AdminProperties[password=***]";
  }
}
