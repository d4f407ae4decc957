/// Reports about TLS (RFC 8460): what became of sessions, counted by day and domain
/// ([dev.yubin.store.tlsrpt.TlsSessions]), and which reports have yet to go
/// ([dev.yubin.store.tlsrpt.TlsReports]).
@NullMarked
package dev.yubin.store.tlsrpt;

import org.jspecify.annotations.NullMarked;
