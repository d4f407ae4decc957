package dev.yubin.delivery.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.yubin.store.queue.Actor;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.MessageDigest;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Lets the administrator alone to the controllers of this service, however their paths are
/// written: by name and password (RFC 7617) or the password as a token (RFC 6750 §2.1).
@Component
public final class AdminGate implements HandlerInterceptor, WebMvcConfigurer {
  private static final String NAME = "admin";
  private static final String OURS = "dev.yubin.delivery.";

  private final @Nullable String password;

  AdminGate(AdminProperties properties) {
    this.password = properties.password();
  }

  /// Whom a request that has passed the gate is of.
  public static Actor actor(HttpServletRequest request) {
    return new Actor(NAME, request.getRemoteAddr());
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(this);
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    boolean guarded =
        handler instanceof HandlerMethod method
            && method.getBeanType().getPackageName().startsWith(OURS);
    if (guarded) {
      check(request.getHeader(HttpHeaders.AUTHORIZATION), response);
    }
    return true;
  }

  private void check(@Nullable String authorization, HttpServletResponse response) {
    if (password == null || password.isBlank()) {
      throw new ResponseStatusException(
          HttpStatus.FORBIDDEN, "yubin.admin.password is not set for delivery-service");
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
