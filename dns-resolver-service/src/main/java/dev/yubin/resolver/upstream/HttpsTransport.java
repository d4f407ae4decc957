package dev.yubin.resolver.upstream;

import dev.yubin.resolver.upstream.QueryPacket.Match;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;
import org.xbill.DNS.Message;
import org.xbill.DNS.WireParseException;

/// Asks over HTTPS (RFC 8484), by POST, with HTTP/2 where the server has it.
final class HttpsTransport implements Transport {
  private static final String MEDIA_TYPE = "application/dns-message";

  private final URI uri;
  private final HttpClient client;

  HttpsTransport(URI uri, SSLContext tls, Executor executor) {
    this.uri = uri;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_2)
            .followRedirects(HttpClient.Redirect.NEVER)
            .sslContext(tls)
            .executor(executor)
            .build();
  }

  @Override
  public Message exchange(Message query, Deadline deadline) throws IOException {
    QueryPacket packet = QueryPacket.withoutId(Padding.padded(query));
    HttpResponse<byte[]> response = post(packet.octets(), deadline);
    String type = response.headers().firstValue("Content-Type").orElse("");
    if (response.statusCode() != 200 || !type.equalsIgnoreCase(MEDIA_TYPE)) {
      throw new IOException("HTTP status %d of type %s".formatted(response.statusCode(), type));
    }
    if (packet.match(response.body()) == Match.NONE) {
      throw new WireParseException("response to another question");
    }
    return packet.read(response.body());
  }

  private HttpResponse<byte[]> post(byte[] query, Deadline deadline) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .timeout(deadline.left())
            .header("Content-Type", MEDIA_TYPE)
            .header("Accept", MEDIA_TYPE)
            .POST(HttpRequest.BodyPublishers.ofByteArray(query))
            .build();
    try {
      return client.send(
          request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), Message.MAXLENGTH));
    } catch (HttpTimeoutException e) {
      throw new UpstreamTimeoutException("no answer in time");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
