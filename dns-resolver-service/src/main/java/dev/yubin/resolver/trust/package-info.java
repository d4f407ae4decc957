/// What every proof starts from: the keys of the root that are trusted. DS records enter by
/// configuration; the root's own key set says which keys join them and which are revoked (RFC
/// 5011). The DS records that hold now leave. State: the keys that were seen and since when, in
/// memory and, where one is configured, in a file.
@NullMarked
package dev.yubin.resolver.trust;

import org.jspecify.annotations.NullMarked;
