package dev.yubin.resolver.mtasts;

import dev.yubin.dns.TlsWishes;
import java.util.Optional;

/// What a domain says of TLS, as far as it is known now.
///
/// @param tls empty where it says nothing
public record Wishes(Optional<TlsWishes> tls, PolicyFetch fetch) {}
