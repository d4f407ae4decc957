package dev.yubin.delivery.trace;

import dev.yubin.store.trace.Traces;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TraceConfiguration {

  @Bean
  Traces traces(DataSource dataSource) {
    return new Traces(dataSource);
  }

  @Bean
  TraceSweep traceSweep(Traces traces, TraceProperties properties) {
    return new TraceSweep(traces, properties.retention());
  }
}
