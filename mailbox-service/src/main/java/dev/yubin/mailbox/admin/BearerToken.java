package dev.yubin.mailbox.admin;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/// The token of `Authorization: Bearer …` (RFC 6750 §2.1).
final class BearerToken {
  private static final String SCHEME = "Bearer ";

  private BearerToken() {}

  /// @return null when the request brings none
  static @Nullable String of(HttpServletRequest request) {
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    boolean bearer = header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    return bearer ? header.substring(SCHEME.length()).strip() : null;
  }
}
