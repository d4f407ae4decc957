package dev.yubin.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.MessageDigest;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Lets the administrator alone to the controllers of some packages, however their paths are
/// written: by name and password (RFC 7617) or the password as a token (RFC 6750 §2.1).
public final class AdminGate implements HandlerInterceptor, WebMvcConfigurer {
  /// The administrator's name.
  public static final String NAME = "admin";

  private final @Nullable String password;
  private final String service;
  private final String guarded;

  /// @param service its name, for whoever finds the gate shut
  /// @param guarded a package; those below it are guarded too
  public AdminGate(AdminProperties properties, String service, String guarded) {
    this.password = properties.password();
    this.service = service;
    this.guarded = guarded + ".";
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(this);
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (handler instanceof HandlerMethod method
        && (method.getBeanType().getPackageName() + ".").startsWith(guarded)) {
      check(request.getHeader(HttpHeaders.AUTHORIZATION), response);
    }
    return true;
  }

  private void check(@Nullable String authorization, HttpServletResponse response) {
    if (password == null || password.isBlank()) {
      throw new ResponseStatusException(
          HttpStatus.FORBIDDEN, "yubin.admin.password is not set for " + service);
    }
    if (!isAdmin(authorization, password)) {
      response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Yubin\"");
      throw new ResponseStatusException(
          HttpStatus.UNAUTHORIZED, "Name and password of the admin are wanted");
    }
  }

  private static boolean isAdmin(@Nullable String authorization, String password) {
    String given = authorization == null ? "" : authorization;
    String basic =
        "Basic " + Base64.getEncoder().encodeToString((NAME + ":" + password).getBytes(UTF_8));
    return equal(given, basic) | equal(given, "Bearer " + password);
  }

  /// In a time that tells nothing of where they differ.
  private static boolean equal(String one, String other) {
    return MessageDigest.isEqual(one.getBytes(UTF_8), other.getBytes(UTF_8));
  }
}
