package dev.yubin.resolver.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.convert.ApplicationConversionService;
import org.xbill.DNS.DSRecord;

class TrustPropertiesTest {
  private static final String DIGEST =
      "E06D44B80B8F1D39A95C0B0D7C65D08458E880409BBC683457104237C7F8EC8D";

  // RFC 9718
  @Test
  void trustsTheKeysOfIanaByDefault() {
    TrustProperties trust = bind(Map.of());

    assertThat(trust.anchors())
        .extracting(TrustAnchor::ds)
        .extracting(DSRecord::getFootprint)
        .containsExactly(20326, 38696);
    assertThat(trust.state()).isNull();
  }

  // RFC 4034 §5.3
  @Test
  void readsDsRecordsAsTheyStandInAZone() {
    String line = ". 172800 IN DS 1 13 2 " + DIGEST.toLowerCase(Locale.ROOT);
    String parts = "2 8 2 " + DIGEST.substring(0, 32) + " " + DIGEST.substring(32);

    assertThat(bind(Map.of("yubin.dns.trust.anchors", line + "," + parts)).anchors())
        .isEqualTo(
            List.of(
                TrustAnchor.valueOf("1 13 2 " + DIGEST), TrustAnchor.valueOf("2 8 2 " + DIGEST)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          anchors | 20326              | expected a DS record of the root
          anchors | example. DS 1 8 2 E06D44B80B8F1D39A95C0B0D7C65D08458E880409BBC683457104237C7F8EC8D | of the root
          anchors | 1 8 1 E06D44B80B8F1D39A95C0B0D7C65D08458E88040 | digest type (2 or 4)
          anchors | 1 8 4 E06D44B80B8F1D39A95C0B0D7C65D08458E880409BBC683457104237C7F8EC8D | a digest of 48 octets
          anchors | 70000 8 2 E06D44B80B8F1D39A95C0B0D7C65D08458E880409BBC683457104237C7F8EC8D | up to 65535
          state   | /no/such/directory/file | expected a file in a directory that can be written
          """)
  void refusesWrongValuesAndSaysWhatIsRight(String property, String value, String right) {
    Throwable failure = catchThrowable(() -> bind(Map.of("yubin.dns.trust." + property, value)));

    assertThat(
            Stream.iterate(failure, t -> t != null, Throwable::getCause)
                .map(Throwable::toString)
                .collect(Collectors.joining("\n")))
        .contains("yubin.dns.trust." + property)
        .contains(value)
        .contains(right);
  }

  @Test
  void wantsAnAnchor() {
    assertThat(catchThrowable(() -> new TrustProperties(List.of(), null)))
        .hasMessageContaining("yubin.dns.trust.anchors= is not right");
  }

  private static TrustProperties bind(Map<String, String> properties) {
    Binder binder =
        new Binder(
            List.of(new MapConfigurationPropertySource(properties)),
            null,
            ApplicationConversionService.getSharedInstance(),
            null,
            null,
            null);
    return binder.bindOrCreate("yubin.dns.trust", Bindable.of(TrustProperties.class));
  }
}
