package dev.yubin.resolver.doh;

import dev.yubin.resolver.server.Responder;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/// The two ways to ask (RFC 8484 §4.1).
@RestController
class DohController {
  static final String DNS_MESSAGE = "application/dns-message";
  private static final String PATH = "/dns-query";

  /// RFC 8484 §6, octets.
  private static final int MAX_MESSAGE = 65_535;

  private final Responder responder;

  DohController(Responder responder) {
    this.responder = responder;
  }

  /// @param dns the query in base64url without padding (RFC 8484 §6)
  @GetMapping(PATH)
  ResponseEntity<byte[]> get(
      @RequestParam(required = false) @Nullable String dns, HttpServletRequest request) {
    if (dns == null || dns.isEmpty() || dns.endsWith("=")) {
      throw refusal(HttpStatus.BAD_REQUEST, "dns= wants a DNS message in base64url, no padding");
    }
    try {
      return answer(Base64.getUrlDecoder().decode(dns), request);
    } catch (IllegalArgumentException e) {
      throw refusal(HttpStatus.BAD_REQUEST, "dns= is not base64url (RFC 4648 §5)");
    }
  }

  @PostMapping(path = PATH, consumes = DNS_MESSAGE)
  ResponseEntity<byte[]> post(InputStream body, HttpServletRequest request) throws IOException {
    byte[] query = body.readNBytes(MAX_MESSAGE + 1);
    if (query.length > MAX_MESSAGE) {
      throw refusal(HttpStatus.CONTENT_TOO_LARGE, "A DNS message has at most 65535 octets");
    }
    return answer(query, request);
  }

  private ResponseEntity<byte[]> answer(byte[] query, HttpServletRequest request) {
    InetAddress client = InetAddress.ofLiteral(request.getRemoteAddr());
    if (!responder.admits(client)) {
      throw refusal(
          HttpStatus.FORBIDDEN, client.getHostAddress() + " is not in yubin.dns.allowed-networks");
    }
    byte[] reply = responder.reply(query, client, Responder.Transport.HTTPS);
    if (reply.length == 0) {
      throw refusal(HttpStatus.BAD_REQUEST, "This is no DNS query");
    }
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType(DNS_MESSAGE))
        .cacheControl(CacheControl.maxAge(Freshness.of(reply)))
        .body(reply);
  }

  private static ResponseStatusException refusal(HttpStatus status, String why) {
    return new ResponseStatusException(status, why);
  }
}
