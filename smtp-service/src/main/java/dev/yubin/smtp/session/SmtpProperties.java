package dev.yubin.smtp.session;

import dev.yubin.server.Network;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// @param port for mail from other servers (MX); 0 takes a free one
/// @param submissionPort for mail programs, with STARTTLS (RFC 6409)
/// @param submissionsPort for mail programs, with TLS from the start (RFC 8314)
/// @param lmtpPort for a mail system in front of this one (RFC 2033), on this host or in
///     `trustedNetworks`, with mail to users here alone; none unless set, by habit 24; 0 takes a
///     free one
/// @param maxMessageSize of a mail; a larger one gets 552 5.3.4
/// @param maxRecipients of a mail (RFC 5321 §4.5.3.1.8 asks for 100 at least)
/// @param maxErrors commands that a session may get wrong, or have refused, before it is ended
/// @param maxJunkCommands commands such as NOOP, RSET and VRFY that a session may send between two
///     mails before it is ended
/// @param maxSessions at a time on each port
/// @param idleTimeout how long a client may be silent (RFC 5321 §4.5.3.2.7 asks for 5 minutes)
/// @param dataTimeout how long a client may take for the octets of one mail, or of one chunk of it
/// @param drainTimeout how long running transactions have to finish at shutdown
/// @param maxHold how long a submission may ask to be held before it leaves (RFC 4865)
/// @param trustedNetworks networks in CIDR form whose hosts may relay without AUTH
@ConfigurationProperties("yubin.smtp")
record SmtpProperties(
    @DefaultValue("2525") int port,
    @DefaultValue("2587") int submissionPort,
    @DefaultValue("2465") int submissionsPort,
    @Nullable Integer lmtpPort,
    @DefaultValue("50MB") DataSize maxMessageSize,
    @DefaultValue("1000") int maxRecipients,
    @DefaultValue("20") int maxErrors,
    @DefaultValue("100") int maxJunkCommands,
    @DefaultValue("10000") int maxSessions,
    @DefaultValue("5m") Duration idleTimeout,
    @DefaultValue("30m") Duration dataTimeout,
    @DefaultValue("25s") Duration drainTimeout,
    @DefaultValue("30d") Duration maxHold,
    @DefaultValue List<Network> trustedNetworks) {

  SmtpProperties {
    trustedNetworks = List.copyOf(trustedNetworks);
    require(isPort(port), "port", port, "a port, 0 to 65535");
    require(isPort(submissionPort), "submission-port", submissionPort, "a port, 0 to 65535");
    require(isPort(submissionsPort), "submissions-port", submissionsPort, "a port, 0 to 65535");
    require(
        // RFC 2033 §5.
        lmtpPort == null || (isPort(lmtpPort) && lmtpPort != 25),
        "lmtp-port",
        lmtpPort,
        "a port, 0 to 65535, but not 25");
    require(
        maxMessageSize.toBytes() >= 64 * 1024,
        "max-message-size",
        maxMessageSize,
        // RFC 5321 §4.5.3.1.7.
        "64KB or more");
    require(maxRecipients >= 100, "max-recipients", maxRecipients, "100 or more");
    require(maxErrors > 0, "max-errors", maxErrors, "positive");
    require(maxJunkCommands > 0, "max-junk-commands", maxJunkCommands, "positive");
    require(maxSessions > 0, "max-sessions", maxSessions, "positive");
    require(idleTimeout.isPositive(), "idle-timeout", idleTimeout, "positive, such as 5m");
    // RFC 5321 §4.5.3.2.5: three minutes between two packets are still honest.
    require(
        dataTimeout.compareTo(Duration.ofMinutes(3)) >= 0,
        "data-timeout",
        dataTimeout,
        "3m or more");
    require(!drainTimeout.isNegative(), "drain-timeout", drainTimeout, "0s or more");
    // RFC 4865 §3: nine digits of seconds.
    require(
        maxHold.isPositive() && maxHold.toSeconds() <= 999_999_999,
        "max-hold",
        maxHold,
        "positive and below 32 years, such as 30d");
  }

  private static boolean isPort(int number) {
    return number >= 0 && number <= 65_535;
  }

  private static void require(
      boolean holds, String property, @Nullable Object value, String right) {
    if (!holds) {
      throw new IllegalArgumentException(
          "yubin.smtp." + property + "=" + value + " must be " + right);
    }
  }
}
