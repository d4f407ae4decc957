/// The servers that are asked when the cache knows nothing: over UDP with TCP after truncation,
/// over TLS or over HTTPS, one after the other until one has an answer. A question enters as a DNS
/// message and leaves as the response to it, or as an exception when no upstream had one. State:
/// how fast each upstream answers, which failed last, and how many questions may be repeated.
@NullMarked
package dev.yubin.resolver.upstream;

import org.jspecify.annotations.NullMarked;
