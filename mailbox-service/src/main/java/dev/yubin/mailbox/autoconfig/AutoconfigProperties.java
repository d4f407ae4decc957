package dev.yubin.mailbox.autoconfig;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// What mail programs are told. A port is the one that is listened on where it is not given, which
/// is wrong behind a proxy with other ones; 0 where the service is not to be told of.
///
/// @param hostname name of the servers as mail programs reach them; `yubin.hostname` where it is
///     not given
/// @param smtpHostname name of the server for submission, where it is another one
/// @param imapPort with STARTTLS
/// @param imapTlsPort with TLS from the start
/// @param pop3Port with STLS
/// @param pop3TlsPort with TLS from the start
/// @param submissionPort with STARTTLS; 587 where neither this nor `yubin.smtp.submission-port` is
///     known here
/// @param submissionTlsPort with TLS from the start; 465 where neither this nor
///     `yubin.smtp.submissions-port` is known here
@ConfigurationProperties("yubin.autoconfig")
record AutoconfigProperties(
    @Nullable String hostname,
    @Nullable String smtpHostname,
    @Nullable Integer imapPort,
    @Nullable Integer imapTlsPort,
    @Nullable Integer pop3Port,
    @Nullable Integer pop3TlsPort,
    @Nullable Integer submissionPort,
    @Nullable Integer submissionTlsPort) {
  private static final int MAX_PORT = 65_535;

  AutoconfigProperties {
    Stream.of(imapPort, imapTlsPort, pop3Port, pop3TlsPort, submissionPort, submissionTlsPort)
        .filter(port -> port != null && (port < 0 || port > MAX_PORT))
        .findFirst()
        .ifPresent(
            port -> {
              throw new IllegalArgumentException(
                  "yubin.autoconfig.*-port=" + port + " must be a port, 1 to 65535, or 0");
            });
  }
}
