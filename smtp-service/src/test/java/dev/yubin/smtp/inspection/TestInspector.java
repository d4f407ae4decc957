package dev.yubin.smtp.inspection;

import dev.yubin.dns.DnsRecords;
import dev.yubin.smtp.inspection.client.AddressLists;
import dev.yubin.smtp.inspection.client.TestLists;
import java.time.InstantSource;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/// What judges mail, over records in memory.
public final class TestInspector {

  private TestInspector() {}

  /// @param properties by their full names; others have their defaults
  public static Inspector of(DnsRecords dns, Map<String, String> properties, String hostname) {
    InspectionProperties bound =
        new Binder(new MapConfigurationPropertySource(properties))
            .bindOrCreate("yubin.smtp.inspection", InspectionProperties.class);
    AddressLists lists = new AddressLists(dns, TestLists.of(properties), InstantSource.system());
    return InspectionConfiguration.inspector(dns, lists, bound, hostname);
  }
}
