package dev.yubin.delivery.queue;

import dev.yubin.store.queue.Audit;
import dev.yubin.store.queue.QueueControl;
import dev.yubin.store.queue.QueueEntries;
import dev.yubin.store.queue.QueueFlush;
import dev.yubin.store.queue.QueueSample;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class QueueConfiguration {

  @Bean
  QueueEntries queueEntries(DataSource dataSource) {
    return new QueueEntries(dataSource);
  }

  @Bean
  QueueControl queueControl(DataSource dataSource) {
    return new QueueControl(dataSource);
  }

  @Bean
  QueueFlush queueFlush(DataSource dataSource) {
    return new QueueFlush(dataSource);
  }

  @Bean
  QueueSample queueSample(DataSource dataSource) {
    return new QueueSample(dataSource);
  }

  @Bean
  QueueMeters queueMeters(QueueSample sample) {
    return new QueueMeters(sample);
  }

  @Bean
  Audit audit(DataSource dataSource) {
    return new Audit(dataSource);
  }

  @Bean
  AuditSweep auditSweep(Audit audit, AuditProperties properties) {
    return new AuditSweep(audit, properties.retention());
  }
}
