package dev.yubin.mailbox.admin;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/// Lets other services of the installation in, by the secret they share (RFC 6750 §2.1).
final class ServiceTokenFilter extends OncePerRequestFilter {
  private final Secret secret;

  ServiceTokenFilter(Secret secret) {
    this.secret = secret;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String token = BearerToken.of(request);
    if (token != null && secret.is(token)) {
      chain.doFilter(request, response);
    } else {
      Unauthorized.answer(response, "Bearer", "The services' secret is wanted");
    }
  }
}
