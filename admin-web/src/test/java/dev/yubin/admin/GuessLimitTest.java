package dev.yubin.admin;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class GuessLimitTest {
  private final AtomicLong nanos = new AtomicLong();
  private final GuessLimit limit = new GuessLimit(nanos::get);

  @Test
  void turnsAnAddressAwayAfterTwentyWrongPasswords() throws Exception {
    for (int i = 0; i < 20; i++) {
      assertThat(ask("192.0.2.1", "wrong").getStatus()).isEqualTo(401);
    }
    MockHttpServletResponse refused = ask("192.0.2.1", "right");
    assertThat(refused.getStatus()).isEqualTo(429);
    assertThat(refused.getHeader("Retry-After")).isEqualTo("300");
    assertThat(refused.getContentAsString()).contains("try again in five minutes");
    assertThat(ask("192.0.2.2", "right").getStatus()).isEqualTo(200);

    nanos.addAndGet(Duration.ofMinutes(5).toNanos());
    assertThat(ask("192.0.2.1", "right").getStatus()).isEqualTo(200);
  }

  @Test
  void countsTheAddressesOfAnIpv6HostAsOne() throws Exception {
    for (int i = 1; i <= 20; i++) {
      ask("2001:db8::" + i, "wrong");
    }
    assertThat(ask("2001:db8::abcd", "right").getStatus()).isEqualTo(429);
    assertThat(ask("2001:db8:0:1::1", "right").getStatus()).isEqualTo(200);
  }

  @Test
  void countsNeitherRightPasswordsNorRequestsWithoutOneNorServices() throws Exception {
    for (int i = 0; i < 30; i++) {
      ask("192.0.2.1", "right");
      ask("192.0.2.1", "");
      ask("192.0.2.1", "wrong", "/internal/proofs");
    }
    assertThat(ask("192.0.2.1", "right").getStatus()).isEqualTo(200);
  }

  private MockHttpServletResponse ask(String client, String password) throws Exception {
    return ask(client, password, "/api/v1/cache");
  }

  private MockHttpServletResponse ask(String client, String password, String path)
      throws Exception {
    MockHttpServletRequest request = new MockHttpServletRequest("GET", path);
    request.setRemoteAddr(client);
    if (!password.isEmpty()) {
      request.addHeader("Authorization", password);
    }
    MockHttpServletResponse response = new MockHttpServletResponse();
    limit.doFilter(
        request,
        response,
        (asked, answer) ->
            ((HttpServletResponse) answer).setStatus(password.equals("right") ? 200 : 401));
    return response;
  }
}
