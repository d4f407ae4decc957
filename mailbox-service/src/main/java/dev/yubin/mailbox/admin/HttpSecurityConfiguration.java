package dev.yubin.mailbox.admin;

import dev.yubin.admin.GuessLimit;
import dev.yubin.admin.ProblemAdvice;
import dev.yubin.mailbox.account.ServicesProperties;
import jakarta.servlet.DispatcherType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;

/// Who may ask what over HTTP: other services `/internal`, the administrator `/api`, anybody who
/// reaches the port the health, the metrics, the API's description and what mail programs set
/// themselves up by, and nobody anything else.
@Configuration(proxyBeanMethods = false)
@Import({GuessLimit.class, ProblemAdvice.class})
class HttpSecurityConfiguration {

  @Bean
  @Order(1)
  SecurityFilterChain internal(HttpSecurity http, ServicesProperties services) {
    return stateless(http)
        .securityMatcher("/internal/**")
        .addFilterBefore(
            new ServiceTokenFilter(new Secret(services.secret())), AuthorizationFilter.class)
        .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
        .build();
  }

  @Bean
  @Order(2)
  SecurityFilterChain everythingElse(HttpSecurity http, AdminLogin login) {
    AuthenticationEntryPoint unauthorized =
        (request, response, cause) ->
            Unauthorized.answer(response, "Basic", "Name and password of the admin are wanted");
    return stateless(http)
        .addFilterBefore(new AdminTokenFilter(login), BasicAuthenticationFilter.class)
        .httpBasic(basic -> basic.authenticationEntryPoint(unauthorized))
        .exceptionHandling(handling -> handling.authenticationEntryPoint(unauthorized))
        .authorizeHttpRequests(
            requests ->
                requests
                    .dispatcherTypeMatchers(DispatcherType.ERROR)
                    .permitAll()
                    .requestMatchers("/actuator/**", "/v3/api-docs/**", "/v3/api-docs.yaml")
                    .permitAll()
                    .requestMatchers(
                        "/.well-known/autoconfig/mail/config-v1.1.xml",
                        "/mail/config-v1.1.xml",
                        "/autodiscover/autodiscover.xml",
                        "/Autodiscover/Autodiscover.xml",
                        "/apple.mobileconfig")
                    .permitAll()
                    .requestMatchers("/api/**")
                    .hasRole(AdminLogin.ROLE)
                    .anyRequest()
                    .denyAll())
        .build();
  }

  /// No cookie is ever given, so there is nothing that a forged request could make use of.
  private static HttpSecurity stateless(HttpSecurity http) {
    return http.csrf(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
  }
}
