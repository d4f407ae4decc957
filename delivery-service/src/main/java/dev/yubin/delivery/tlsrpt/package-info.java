/// Reports about TLS to the domains that ask for them (RFC 8460). The runs of
/// [dev.yubin.delivery.outbound] tell [dev.yubin.delivery.tlsrpt.TlsTally] of each session; it
/// counts them by day and domain, and adds its counts to the table `tls_session`. When a day is
/// over, one of the instances claims a domain's row of `tls_report`, and
/// [dev.yubin.delivery.tlsrpt.TlsReporter] makes a [dev.yubin.delivery.tlsrpt.TlsReport] of the
/// counts and has it sent, as a mail that enters by Kafka like any other
/// ([dev.yubin.delivery.tlsrpt.ReportMailer]), or by HTTPS
/// ([dev.yubin.delivery.tlsrpt.ReportPoster]).
@NullMarked
package dev.yubin.delivery.tlsrpt;

import org.jspecify.annotations.NullMarked;
