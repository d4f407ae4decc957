package dev.yubin.mailbox.admin;

import java.util.List;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.stereotype.Component;

/// The one user of the admin API.
@Component
final class AdminLogin implements AuthenticationProvider {
  static final String ROLE = "ADMIN";
  static final String NAME = "admin";

  private final Secret password;

  AdminLogin(AdminProperties properties) {
    this.password = new Secret(properties.password());
  }

  @Override
  public Authentication authenticate(Authentication request) {
    boolean right = password.is(String.valueOf(request.getCredentials()));
    if (!right || !NAME.equals(request.getName())) {
      throw new BadCredentialsException("Not the admin's name and password");
    }
    return UsernamePasswordAuthenticationToken.authenticated(
        NAME, null, List.of(new SimpleGrantedAuthority("ROLE_" + ROLE)));
  }

  @Override
  public boolean supports(Class<?> type) {
    return UsernamePasswordAuthenticationToken.class.isAssignableFrom(type);
  }
}
