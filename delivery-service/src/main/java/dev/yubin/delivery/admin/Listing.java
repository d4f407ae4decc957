package dev.yubin.delivery.admin;

import dev.yubin.admin.Problem;
import dev.yubin.store.Page;
import java.util.List;
import java.util.function.Function;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/// A piece of a list as an answer: a JSON array and, where there is more, the next piece's address
/// in a Link field (RFC 8288).
public final class Listing {
  public static final String DEFAULT_LIMIT = "50";
  private static final int MAX_LIMIT = 1_000;

  private Listing() {}

  /// @param key what the list is ordered by, and continued after by the parameter `after`
  public static <S, T> ResponseEntity<List<T>> of(
      Page<S> page, Function<S, T> view, Function<S, ?> key) {
    ResponseEntity.BodyBuilder answer = ResponseEntity.ok();
    if (page.more()) {
      answer.header(
          HttpHeaders.LINK, "<" + next(key.apply(page.items().getLast())) + ">; rel=\"next\"");
    }
    return answer.body(page.items().stream().map(view).toList());
  }

  /// The request's own address with another `after`, relative to this host: a proxy may have
  /// another name for it.
  private static String next(Object after) {
    return ServletUriComponentsBuilder.fromCurrentRequest()
        .scheme(null)
        .host(null)
        .port(null)
        .replaceQueryParam("after", "{after}")
        .encode()
        .buildAndExpand(after)
        .toUriString();
  }

  public static int limit(int wanted) {
    if (wanted < 1 || wanted > MAX_LIMIT) {
      throw Problem.invalid("limit: must be between 1 and " + MAX_LIMIT);
    }
    return wanted;
  }
}
