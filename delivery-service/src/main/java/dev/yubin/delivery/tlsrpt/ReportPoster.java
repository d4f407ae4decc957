package dev.yubin.delivery.tlsrpt;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/// Posts reports (RFC 8460 §5.4). Safe for use by many threads.
///
/// @param client that follows no redirect: the domain has said where the report goes
record ReportPoster(HttpClient client) {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  /// @param uri `https:`
  /// @throws InterruptedException when we are stopping
  Sending send(PackedReport report, String uri) throws InterruptedException {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(uri))
              .timeout(LIMIT)
              .header("Content-Type", PackedReport.MEDIA_TYPE)
              .POST(BodyPublishers.ofByteArray(report.octets()))
              .build();
      int status = client.send(request, BodyHandlers.discarding()).statusCode();
      return status / 100 == 2 ? new Sending.Sent() : new Sending.Failed("it answers " + status);
    } catch (IllegalArgumentException e) {
      return new Sending.Impossible(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return new Sending.Failed(e.toString());
    }
  }

  /// Whether a place is posted to.
  static boolean isFor(String uri) {
    return uri.regionMatches(true, 0, "https://", 0, 8);
  }
}
