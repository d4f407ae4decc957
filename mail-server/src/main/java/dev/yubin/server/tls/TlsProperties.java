package dev.yubin.server.tls;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param bundle name of the Spring SSL bundle (`spring.ssl.bundle.*`) with the certificate and
///     key; a self-signed certificate is made where it is not given
/// @param directory where the self-signed certificate is made on first start and kept
@ConfigurationProperties("yubin.tls")
public record TlsProperties(@Nullable String bundle, @DefaultValue("data/tls") Path directory) {}
