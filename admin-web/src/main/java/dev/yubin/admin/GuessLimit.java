package dev.yubin.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/// Turns an address away from which too many wrong passwords came, with a right one too: else it
/// could go on guessing and see which one it is. Other services, who show each other a secret on
/// `/internal`, are not counted. Safe for use by many threads.
public final class GuessLimit extends OncePerRequestFilter implements Ordered {
  private static final Logger log = LoggerFactory.getLogger(GuessLimit.class);
  private static final int GUESSES = 20;
  private static final Duration TIME = Duration.ofMinutes(5);
  private static final int MAX_CLIENTS = 10_000;

  /// A host picks the rest of its IPv6 address as it likes (RFC 4291 §2.5.4), octets.
  private static final int CLIENT_OCTETS = 8;

  /// Before the filters that look at passwords.
  private static final int ORDER = HIGHEST_PRECEDENCE + 10;

  private final Cache<ByteBuffer, AtomicInteger> wrong;

  public GuessLimit() {
    this(Ticker.systemTicker());
  }

  GuessLimit(Ticker ticker) {
    this.wrong =
        Caffeine.newBuilder()
            .ticker(ticker)
            .maximumSize(MAX_CLIENTS)
            .expireAfterWrite(TIME)
            .build();
  }

  @Override
  public int getOrder() {
    return ORDER;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return request.getHeader(HttpHeaders.AUTHORIZATION) == null
        || request.getRequestURI().startsWith("/internal/");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    ByteBuffer client = client(request.getRemoteAddr());
    AtomicInteger guesses = wrong.getIfPresent(client);
    if (guesses != null && guesses.get() >= GUESSES) {
      refuse(response);
      return;
    }
    chain.doFilter(request, response);
    if (response.getStatus() == HttpServletResponse.SC_UNAUTHORIZED
        && wrong.get(client, c -> new AtomicInteger()).incrementAndGet() == GUESSES) {
      log.warn("event=admin-guesses-limited client={} for={}", request.getRemoteAddr(), TIME);
    }
  }

  private static ByteBuffer client(String address) {
    byte[] octets = InetAddress.ofLiteral(address).getAddress();
    return ByteBuffer.wrap(Arrays.copyOf(octets, Math.min(octets.length, CLIENT_OCTETS)));
  }

  private static void refuse(HttpServletResponse response) throws IOException {
    response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
    response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(TIME.toSeconds()));
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    String problem =
        "{\"title\":\"Too Many Requests\",\"status\":429,\"detail\":\"Too many wrong passwords came"
            + " from this address; try again in five minutes\"}";
    response.getOutputStream().write(problem.getBytes(UTF_8));
  }
}
