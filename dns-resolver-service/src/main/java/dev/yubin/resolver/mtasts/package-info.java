/// What a domain wants of the TLS of whoever sends mail to it: its MTA-STS policy (RFC 8461), whose
/// presence a TXT record tells and which is fetched over HTTPS, and where reports go (RFC 8460). A
/// domain enters; [Wishes] leave. State: the policies that still hold.
@NullMarked
package dev.yubin.resolver.mtasts;

import org.jspecify.annotations.NullMarked;
