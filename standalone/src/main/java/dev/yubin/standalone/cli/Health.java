package dev.yubin.standalone.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/// What a service says of itself.
public sealed interface Health {
  Duration TIMEOUT = Duration.ofSeconds(5);

  /// It can do its job.
  record Ready() implements Health {
    @Override
    public String toString() {
      return "ready";
    }
  }

  /// It answers, but cannot.
  ///
  /// @param answer what it said, JSON of the health endpoint
  record NotReady(String answer) implements Health {
    @Override
    public String toString() {
      return "not ready: " + answer;
    }
  }

  record Silent() implements Health {
    @Override
    public String toString() {
      return "does not answer";
    }
  }

  default boolean isReady() {
    return this instanceof Ready;
  }

  /// @param service its HTTP base
  static Health of(URI service) {
    HttpRequest request =
        HttpRequest.newBuilder(service.resolve("/actuator/health/readiness"))
            .timeout(TIMEOUT)
            .build();
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
      HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
      return response.statusCode() == 200 ? new Ready() : new NotReady(response.body());
    } catch (IOException e) {
      return new Silent();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Silent();
    }
  }
}
