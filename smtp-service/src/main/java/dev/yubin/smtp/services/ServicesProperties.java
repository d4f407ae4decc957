package dev.yubin.smtp.services;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param mailboxUrl where mailbox-service answers
/// @param resolverUrl where dns-resolver-service answers
/// @param secret shared by all services; goes along with calls from one to another
/// @param connectTimeout how long a connection to another service may take
/// @param readTimeout how long another service may take to answer
@ConfigurationProperties("yubin.services")
public record ServicesProperties(
    @DefaultValue("http://127.0.0.1:8083") URI mailboxUrl,
    @DefaultValue("http://127.0.0.1:8084") URI resolverUrl,
    @Nullable String secret,
    @DefaultValue("2s") Duration connectTimeout,
    @DefaultValue("10s") Duration readTimeout) {

  public ServicesProperties {
    require(mailboxUrl, "mailbox-url", "http://127.0.0.1:8083");
    require(resolverUrl, "resolver-url", "http://127.0.0.1:8084");
  }

  private static void require(URI url, String property, String right) {
    if (!url.isAbsolute()) {
      throw new IllegalArgumentException(
          "yubin.services." + property + "=" + url + " must be like " + right);
    }
  }

  @Override
  public String toString() {
    return "ServicesProperties[mailboxUrl=" + mailboxUrl + ", resolverUrl=" + resolverUrl + "]";
  }
}
