package dev.yubin.smtp;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/// SMTP in: what a client sends becomes a record on `yubin.mail.accepted`, or a reply that says
/// why not.
@SpringBootApplication
@ConfigurationPropertiesScan
public class SmtpService {

  /// The service as a Spring application. It reads `smtp-service.yml`, so that several services
  /// can stand on one class path.
  public static SpringApplicationBuilder application() {
    return new SpringApplicationBuilder(SmtpService.class)
        .properties("spring.config.name=smtp-service");
  }

  static void main(String[] args) {
    application().run(args);
  }
}
