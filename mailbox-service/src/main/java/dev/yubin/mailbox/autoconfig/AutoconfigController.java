package dev.yubin.mailbox.autoconfig;

import dev.yubin.admin.Problem;
import dev.yubin.mail.EmailAddress;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Tells mail programs which servers there are.
@Hidden
@RestController
class AutoconfigController {
  /// Outlook asks with both.
  private static final String LOWER = "/autodiscover/autodiscover.xml";

  private static final String UPPER = "/Autodiscover/Autodiscover.xml";
  private static final MediaType PROFILE =
      MediaType.parseMediaType("application/x-apple-aspen-config;charset=utf-8");
  private static final MediaType XML = MediaType.parseMediaType("application/xml;charset=utf-8");

  private final MailServers servers;

  AutoconfigController(MailServers servers) {
    this.servers = servers;
  }

  @GetMapping({"/.well-known/autoconfig/mail/config-v1.1.xml", "/mail/config-v1.1.xml"})
  ResponseEntity<String> mozilla(@RequestParam(defaultValue = "") String emailaddress) {
    String domain =
        EmailAddress.parse(emailaddress).map(EmailAddress::domain).orElseGet(servers::hostname);
    return xml(MozillaAutoconfig.of(servers, domain));
  }

  @GetMapping({LOWER, UPPER})
  ResponseEntity<String> autodiscover(@RequestParam(defaultValue = "") String emailaddress) {
    String address = EmailAddress.parse(emailaddress).map(EmailAddress::toString).orElse("");
    return xml(Autodiscover.settings(servers, address));
  }

  @PostMapping({LOWER, UPPER})
  ResponseEntity<String> autodiscover(HttpServletRequest request) throws IOException {
    byte[] document = request.getInputStream().readNBytes(AutodiscoverRequest.MAX_SIZE + 1);
    Optional<AutodiscoverRequest> asked =
        document.length > AutodiscoverRequest.MAX_SIZE
            ? Optional.empty()
            : AutodiscoverRequest.parse(document);
    Optional<EmailAddress> address = asked.flatMap(a -> EmailAddress.parse(a.address()));
    if (address.isEmpty()) {
      return xml(Autodiscover.error(600, "Invalid Request"));
    }
    String schema = asked.map(AutodiscoverRequest::schema).orElse("");
    if (!schema.isEmpty() && !schema.equals(Autodiscover.SCHEMA)) {
      return xml(Autodiscover.error(601, "Provider is not available"));
    }
    return xml(Autodiscover.settings(servers, address.get().toString()));
  }

  @GetMapping("/apple.mobileconfig")
  ResponseEntity<String> apple(@RequestParam(defaultValue = "") String emailaddress) {
    EmailAddress address =
        EmailAddress.parse(emailaddress)
            .orElseThrow(() -> Problem.invalid("emailaddress: is not an e-mail address"));
    return AppleProfile.of(servers, address)
        .map(profile -> ResponseEntity.ok().contentType(PROFILE).body(profile))
        .orElseThrow(() -> Problem.unknown("A server to set up"));
  }

  private static ResponseEntity<String> xml(String document) {
    return ResponseEntity.ok().contentType(XML).body(document);
  }
}
