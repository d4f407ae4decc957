package dev.yubin.resolver.mtasts;

import dev.yubin.dns.TlsWishes;
import java.util.Optional;

/// What is known of a domain's policy.
///
/// @param policy the one in force now, which may be older than the one that is being fetched
record PolicyLookup(Optional<TlsWishes.MtaSts> policy, PolicyFetch fetch) {}
