package dev.yubin.mailbox;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/// What people read their mail from, IMAP and POP3, and where administrators keep domains and
/// accounts.
@SpringBootApplication
@EnableScheduling
@ConfigurationPropertiesScan({"dev.yubin.mailbox", "dev.yubin.server"})
public class MailboxService {

  /// The service as a Spring application. It reads `mailbox-service.yml`, so that several services
  /// can stand on one class path.
  public static SpringApplicationBuilder application() {
    return new SpringApplicationBuilder(MailboxService.class)
        .properties("spring.config.name=mailbox-service");
  }

  static void main(String[] args) {
    application().run(args);
  }
}
