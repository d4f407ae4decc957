package dev.yubin.mailbox.admin;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/// Takes the admin's password as a bearer token too (RFC 6750 §2.1), for scripts.
final class AdminTokenFilter extends OncePerRequestFilter {
  private final AdminLogin login;

  AdminTokenFilter(AdminLogin login) {
    this.login = login;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String token = BearerToken.of(request);
    if (token == null) {
      chain.doFilter(request, response);
      return;
    }
    try {
      SecurityContext context = SecurityContextHolder.createEmptyContext();
      context.setAuthentication(
          login.authenticate(
              UsernamePasswordAuthenticationToken.unauthenticated(AdminLogin.NAME, token)));
      SecurityContextHolder.setContext(context);
    } catch (AuthenticationException e) {
      Unauthorized.answer(response, "Bearer", "The admin's password is wanted");
      return;
    }
    chain.doFilter(request, response);
  }
}
