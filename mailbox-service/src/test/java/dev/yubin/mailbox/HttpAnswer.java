package dev.yubin.mailbox;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One HTTP request's answer, as curl would show it.
public record HttpAnswer(
    int status, String contentType, String location, String link, String body) {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  /// @param authorization the header's value, empty for none
  public static HttpAnswer to(String method, String url, String authorization, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .header("Content-Type", "application/json");
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    try {
      HttpResponse<String> response =
          CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new HttpAnswer(
          response.statusCode(),
          response.headers().firstValue("Content-Type").orElse(""),
          response.headers().firstValue("Location").orElse(""),
          response.headers().firstValue("Link").orElse(""),
          response.body());
    } catch (Exception e) {
      throw new AssertionError(method + " " + url, e);
    }
  }

  public static String basic(String name, String password) {
    return "Basic "
        + Base64.getEncoder()
            .encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8));
  }

  public JsonNode json() {
    return JsonMapper.shared().readTree(body);
  }
}
