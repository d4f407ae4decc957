/// DNS over HTTPS (RFC 8484) on the service's HTTP port, for the networks that may ask. A query
/// enters as the octets of a DNS message; the response to it leaves as such, with the time that
/// HTTP's caches may keep it. TLS is that of `server.ssl`, or of a proxy in front.
@NullMarked
package dev.yubin.resolver.doh;

import org.jspecify.annotations.NullMarked;
