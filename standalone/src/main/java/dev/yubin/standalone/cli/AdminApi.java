package dev.yubin.standalone.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.yubin.standalone.instance.CommandFailedException;
import dev.yubin.topic.TopicJson;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The admin API of mailbox-service, dns-resolver-service or delivery-service, from the client's
/// side.
///
/// @param base of its URLs, without `/api/v1`
/// @param password of the user `admin`
public record AdminApi(URI base, String password) {
  private static final Pattern NEXT = Pattern.compile("[?&]after=([^&>]*)[^>]*>; rel=\"next\"");
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  /// How a wish ended that may find things as it wants them.
  public enum Outcome {
    DONE,
    /// 409 of a creation
    EXISTS,
    /// 404 of a deletion or a change
    ABSENT
  }

  /// @param kind `domains`, `accounts` or `aliases`
  public Outcome create(String kind, Map<String, ?> thing) {
    // Sorted, so that equal commands send equal bodies.
    byte[] json = TopicJson.encode(new TreeMap<>(thing));
    HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.ofByteArray(json);
    HttpResponse<byte[]> response =
        send(request(kind).header("Content-Type", "application/json").POST(body));
    return response.statusCode() == 409 ? Outcome.EXISTS : done(response);
  }

  public Outcome delete(String kind, String name) {
    HttpResponse<byte[]> response = send(request(kind + "/" + segment(name)).DELETE());
    return response.statusCode() == 404 ? Outcome.ABSENT : done(response);
  }

  /// All things of a kind, each by the names of its fields.
  public List<Map<String, Object>> list(String kind) {
    return list(request(kind).GET());
  }

  /// The DNS records of a domain, each by the names of its fields.
  public List<Map<String, Object>> dns(String domain) {
    return list(request("domains/" + segment(domain) + "/dns").GET());
  }

  /// The DNS records of a domain after it got new DKIM keys.
  public List<Map<String, Object>> rotateKeys(String domain) {
    return list(
        request("domains/" + segment(domain) + "/dkim-keys/rotate")
            .POST(HttpRequest.BodyPublishers.noBody()));
  }

  /// A way into an account for the next minutes, as `user` and `password` of IMAP.
  public Map<String, Object> access(String address) {
    return one(
        request("accounts/" + segment(address) + "/access")
            .POST(HttpRequest.BodyPublishers.noBody()));
  }

  /// Where a domain's mail goes, by the names of the fields of `MailRoute`.
  public Map<String, Object> mailRoute(String domain) {
    return one(request("mail-routes/" + segment(domain)).GET());
  }

  /// The answers that prove records, each by the names of its fields.
  public List<Map<String, Object>> explanation(String name, String type) {
    return list(request("explanations/" + segment(name) + "?type=" + segment(type)).GET());
  }

  /// Makes the resolver forget a name and what is below it.
  ///
  /// @return how many answers it forgot, in `answers`
  public Map<String, Object> flush(String name) {
    return one(request("cache?name=" + segment(name)).DELETE());
  }

  /// @param json as it came
  /// @param next the value of `after` that the next page has; null when there is no more
  public record Answer(byte[] json, @Nullable String next) {

    /// As one thing, by the names of its fields.
    public Map<String, Object> one() {
      @SuppressWarnings("unchecked")
      Map<String, Object> fields = TopicJson.decode(json, Map.class);
      return fields;
    }

    /// As a list of things.
    public List<Map<String, Object>> many() {
      return List.of(TopicJson.<Map<String, Object>[]>decode(json, Things.TYPE));
    }
  }

  /// @param query parameters; those that are null are left out
  public Answer get(String path, Map<String, ? extends @Nullable Object> query) {
    StringJoiner parameters = new StringJoiner("&", "?", "").setEmptyValue("");
    query.forEach(
        (name, value) -> {
          if (value != null) {
            parameters.add(name + "=" + segment(value.toString()));
          }
        });
    HttpResponse<byte[]> response = send(request(path + parameters).GET());
    done(response);
    String next =
        response.headers().firstValue("Link").map(NEXT::matcher).filter(Matcher::find).stream()
            .map(link -> URLDecoder.decode(link.group(1), UTF_8))
            .findFirst()
            .orElse(null);
    return new Answer(response.body(), next);
  }

  public Answer post(String path, Map<String, ?> body) {
    HttpRequest.BodyPublisher json =
        HttpRequest.BodyPublishers.ofByteArray(TopicJson.encode(new TreeMap<>(body)));
    HttpResponse<byte[]> response =
        send(request(path).header("Content-Type", "application/json").POST(json));
    done(response);
    return new Answer(response.body(), null);
  }

  /// @return whether there was such a thing
  public Outcome put(String kind, String name, String part, Map<String, ?> body) {
    HttpRequest.BodyPublisher json =
        HttpRequest.BodyPublishers.ofByteArray(TopicJson.encode(new TreeMap<>(body)));
    HttpResponse<byte[]> response =
        send(
            request(kind + "/" + segment(name) + "/" + part)
                .header("Content-Type", "application/json")
                .PUT(json));
    return response.statusCode() == 404 ? Outcome.ABSENT : done(response);
  }

  private Map<String, Object> one(HttpRequest.Builder request) {
    HttpResponse<byte[]> response = send(request);
    done(response);
    @SuppressWarnings("unchecked")
    Map<String, Object> answer = TopicJson.decode(response.body(), Map.class);
    return answer;
  }

  private static String segment(String name) {
    return URLEncoder.encode(name, UTF_8).replace("+", "%20");
  }

  private List<Map<String, Object>> list(HttpRequest.Builder request) {
    HttpResponse<byte[]> response = send(request);
    done(response);
    return List.of(TopicJson.<Map<String, Object>[]>decode(response.body(), Things.TYPE));
  }

  private static final class Things {
    @SuppressWarnings("unchecked")
    static final Class<Map<String, Object>[]> TYPE =
        (Class<Map<String, Object>[]>) (Class<?>) Map[].class;
  }

  private HttpRequest.Builder request(String path) {
    String credentials = Base64.getEncoder().encodeToString(("admin:" + password).getBytes(UTF_8));
    return HttpRequest.newBuilder(base.resolve("/api/v1/" + path))
        .header("Authorization", "Basic " + credentials)
        .timeout(TIMEOUT);
  }

  private HttpResponse<byte[]> send(HttpRequest.Builder request) {
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new CommandFailedException(
          "Nothing answers at %s: start Yubin with `./yubin up`, or say where it is with --url or --data"
              .formatted(base),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailedException("Interrupted", e);
    }
  }

  private static Outcome done(HttpResponse<byte[]> response) {
    int status = response.statusCode();
    if (status >= 200 && status < 300) {
      return Outcome.DONE;
    }
    if (status == 401 || status == 403) {
      throw new CommandFailedException(
          "The admin password was refused: give the right one in YUBIN_ADMIN_PASSWORD, or --data"
              + " DIR of the running Yubin");
    }
    throw new CommandFailedException(reason(response));
  }

  /// `detail` of the problem details (RFC 9457 §3.1.4), where there is one.
  private static String reason(HttpResponse<byte[]> response) {
    String fallback = "%s answered %d".formatted(response.uri(), response.statusCode());
    try {
      Object detail = TopicJson.decode(response.body(), Map.class).get("detail");
      return detail == null ? fallback : detail.toString();
    } catch (IllegalArgumentException e) {
      return fallback;
    }
  }
}
