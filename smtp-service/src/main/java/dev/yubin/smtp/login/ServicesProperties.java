package dev.yubin.smtp.login;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param mailboxUrl where mailbox-service answers
/// @param secret shared by all services; goes along with calls from one to another
/// @param connectTimeout how long a connection to another service may take
/// @param readTimeout how long another service may take to answer
@ConfigurationProperties("yubin.services")
record ServicesProperties(
    @DefaultValue("http://127.0.0.1:8083") URI mailboxUrl,
    @Nullable String secret,
    @DefaultValue("2s") Duration connectTimeout,
    @DefaultValue("10s") Duration readTimeout) {

  ServicesProperties {
    if (!mailboxUrl.isAbsolute()) {
      throw new IllegalArgumentException(
          "yubin.services.mailbox-url=" + mailboxUrl + " must be like http://127.0.0.1:8083");
    }
  }

  @Override
  public String toString() {
    return "ServicesProperties[mailboxUrl=" + mailboxUrl + "]";
  }
}
