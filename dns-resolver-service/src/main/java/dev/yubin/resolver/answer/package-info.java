/// What the DNS says. A [Question] enters; it is answered from the names that every resolver
/// knows itself, from the cache, or by the upstreams, in which case the response is validated
/// (DNSSEC) and its CNAMEs are followed to their end. An [Answer] leaves, always. State: the
/// cache, from which old answers are given when no upstream has newer ones, the keys of zones, and
/// whether the upstreams hand out the signed root.
@NullMarked
package dev.yubin.resolver.answer;

import org.jspecify.annotations.NullMarked;
