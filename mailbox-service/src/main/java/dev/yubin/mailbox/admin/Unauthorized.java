package dev.yubin.mailbox.admin;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/// 401 as a problem detail (RFC 9457), from the filters in front of the controllers.
final class Unauthorized {
  private Unauthorized() {}

  /// @param scheme of RFC 9110 §11.1
  /// @param detail plain words that need no escape in JSON
  static void answer(HttpServletResponse response, String scheme, String detail)
      throws IOException {
    response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
    response.setHeader(HttpHeaders.WWW_AUTHENTICATE, scheme + " realm=\"Yubin\"");
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    response
        .getOutputStream()
        .write(
            "{\"title\":\"Unauthorized\",\"status\":401,\"detail\":\"%s\"}"
                .formatted(detail)
                .getBytes(StandardCharsets.UTF_8));
  }
}
