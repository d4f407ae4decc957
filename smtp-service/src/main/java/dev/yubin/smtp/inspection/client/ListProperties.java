package dev.yubin.smtp.inspection.client;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param lists the lists of addresses to ask about a client; none at first
@ConfigurationProperties("yubin.smtp.inspection")
record ListProperties(@DefaultValue List<AddressList> lists) {
  ListProperties {
    lists = List.copyOf(lists);
  }
}
