/// Single record sets for whoever judges a mail: SPF, DKIM keys, DMARC policies, reverse names and
/// lists of addresses. A type and a name enter over HTTP; the answer of the resolver leaves as
/// text, its aliases followed. No state: what is known is in the cache of the answers.
@NullMarked
package dev.yubin.resolver.record;

import org.jspecify.annotations.NullMarked;
