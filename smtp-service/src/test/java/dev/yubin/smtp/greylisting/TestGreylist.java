package dev.yubin.smtp.greylisting;

import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.Producer;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/// A greylist that has read its topic.
public final class TestGreylist {

  private TestGreylist() {}

  /// @param properties by their full names
  /// @return empty where they do not enable it
  public static Optional<Greylist> of(
      Map<String, String> properties, Producer<String, byte[]> producer) {
    GreylistingProperties bound = bind(properties);
    return bound.enabled()
        ? Optional.of(of(bound, producer, InstantSource.system()))
        : Optional.empty();
  }

  static GreylistingProperties bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("yubin.smtp.greylisting", GreylistingProperties.class);
  }

  static Greylist of(
      GreylistingProperties properties, Producer<String, byte[]> producer, InstantSource clock) {
    Greylist greylist = new Greylist(properties, producer, clock);
    greylist.onceRead(() -> true);
    return greylist;
  }
}
