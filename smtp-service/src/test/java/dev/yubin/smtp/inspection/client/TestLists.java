package dev.yubin.smtp.inspection.client;

import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/// The lists that properties name.
public final class TestLists {

  private TestLists() {}

  public static List<AddressList> of(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("yubin.smtp.inspection", ListProperties.class)
        .lists();
  }
}
