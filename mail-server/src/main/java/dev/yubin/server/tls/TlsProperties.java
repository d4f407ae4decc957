package dev.yubin.server.tls;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param bundle name of the Spring SSL bundle (`spring.ssl.bundle.*`) with the certificate and
///     key; a self-signed certificate is made where it is not given
/// @param bundles names of further SSL bundles: a client that asks for a name of one of their
///     certificates (SNI, RFC 6066 §3) is shown that one, any other client that of `bundle`
/// @param clientCertificates whether other servers are asked for a certificate on the MX port,
///     which is recorded and proves nothing else: `request` or `ignore`. Mail programs are never
///     asked, since some would ask their user in turn
/// @param directory where the self-signed certificate is made on first start and kept
@ConfigurationProperties("yubin.tls")
public record TlsProperties(
    @Nullable String bundle,
    @DefaultValue List<String> bundles,
    @DefaultValue("request") ClientCertificates clientCertificates,
    @DefaultValue("data/tls") Path directory) {

  /// What is done about certificates of other servers.
  public enum ClientCertificates {
    REQUEST,
    IGNORE
  }

  public TlsProperties {
    bundles = List.copyOf(bundles);
  }

  /// With all defaults but the directory.
  public static TlsProperties selfSignedIn(Path directory) {
    return new TlsProperties(null, List.of(), ClientCertificates.REQUEST, directory);
  }
}
