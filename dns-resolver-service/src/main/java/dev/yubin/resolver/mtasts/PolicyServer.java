package dev.yubin.resolver.mtasts;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.util.Timeout;

/// Fetches policies over HTTPS as RFC 8461 §3.3 wants it: the server's certificate is for the name,
/// and no redirect is followed. Size and time are bounded.
final class PolicyServer implements AutoCloseable {
  private static final String PATH = "/.well-known/mta-sts.txt";
  private static final int MAX_CONNECTIONS = 200;

  /// RFC 8461 §3.3 suggests 64 KiB, octets.
  private static final int MAX_BODY = 65_536;

  private final CloseableHttpClient client;
  private final int port;
  private final Duration time;
  private final Executor executor;

  /// @param time for all of a fetch
  /// @param executor runs what waits for a server: of virtual threads
  PolicyServer(SSLContext tls, PolicyHosts hosts, int port, Duration time, Executor executor) {
    this.port = port;
    this.time = time;
    this.executor = executor;
    Timeout each = Timeout.of(time);
    this.client =
        HttpClients.custom()
            .setConnectionManager(
                PoolingHttpClientConnectionManagerBuilder.create()
                    .setDnsResolver(hosts)
                    .setTlsSocketStrategy(new DefaultClientTlsStrategy(tls))
                    .setMaxConnTotal(MAX_CONNECTIONS)
                    .setDefaultConnectionConfig(
                        ConnectionConfig.custom()
                            .setConnectTimeout(each)
                            .setSocketTimeout(each)
                            .build())
                    .build())
            // A host is asked once for a new policy, and then not for days.
            .setConnectionReuseStrategy((request, response, context) -> false)
            .disableRedirectHandling()
            .disableAutomaticRetries()
            .disableCookieManagement()
            .disableContentCompression()
            .disableDefaultUserAgent()
            .build();
  }

  /// @return the body of a response with status 200 and type text/plain
  /// @throws IOException for everything else
  String get(String host) throws IOException {
    HttpGet request = new HttpGet(URI.create("https://" + host + ":" + port + PATH));
    CompletableFuture<String> body =
        CompletableFuture.supplyAsync(() -> execute(request), executor);
    try {
      return body.get(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new IOException("no response in time", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException io
          ? new IOException(io.getMessage(), e)
          : new IOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      request.abort();
    }
  }

  private String execute(HttpGet request) {
    try {
      return client.execute(request, PolicyServer::plainBody);
    } catch (IOException e) {
      throw new CompletionException(e);
    }
  }

  private static String plainBody(ClassicHttpResponse response) throws IOException {
    if (response.getCode() != HttpStatus.SC_OK) {
      throw new IOException("the answer is not 200");
    }
    HttpEntity entity = response.getEntity();
    ContentType type = ContentType.parseLenient(entity.getContentType());
    // RFC 8461 §3.2
    if (!ContentType.TEXT_PLAIN.isSameMimeType(type)) {
      throw new IOException("the policy is not text/plain");
    }
    try (InputStream content = entity.getContent()) {
      byte[] body = content.readNBytes(MAX_BODY + 1);
      if (body.length > MAX_BODY) {
        throw new IOException("the policy is too large");
      }
      return new String(body, ISO_8859_1);
    }
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}
