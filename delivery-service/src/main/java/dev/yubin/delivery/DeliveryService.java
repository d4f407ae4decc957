package dev.yubin.delivery;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/// Takes accepted mail from Kafka and brings it to its end: a mailbox here, the next hop, or a DSN.
@SpringBootApplication
@ConfigurationPropertiesScan
public class DeliveryService {

  /// The service as a Spring application. It reads `delivery-service.yml`, so that several
  /// services can stand on one class path.
  public static SpringApplicationBuilder application() {
    return new SpringApplicationBuilder(DeliveryService.class)
        .properties("spring.config.name=delivery-service");
  }

  static void main(String[] args) {
    application().run(args);
  }
}
