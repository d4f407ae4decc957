package dev.yubin.smtp.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.mock.env.MockEnvironment;

class ServicesPropertiesTest {

  @Test
  void looksForTheServicesOnThisMachineByDefault() {
    assertThat(bind(new MockEnvironment()))
        .isEqualTo(
            new ServicesProperties(
                URI.create("http://127.0.0.1:8083"),
                URI.create("http://127.0.0.1:8084"),
                null,
                Duration.ofSeconds(2),
                Duration.ofSeconds(10)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"mailbox-url", "resolver-url"})
  void saysWhatWouldBeRight(String name) {
    String property = "yubin.services." + name;
    assertThatThrownBy(() -> bind(new MockEnvironment().withProperty(property, "resolver")))
        .rootCause()
        .hasMessageContaining(property + "=resolver must be like http://127.0.0.1:");
  }

  private static ServicesProperties bind(MockEnvironment environment) {
    return Binder.get(environment).bindOrCreate("yubin.services", ServicesProperties.class);
  }
}
