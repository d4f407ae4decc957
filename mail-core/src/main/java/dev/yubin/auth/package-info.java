/// Password checks across services without the password: SCRAM-SHA-256 keys (RFC 5802, RFC 7677)
/// and the HTTP contract by which a service that holds no accounts has a proof verified.
@NullMarked
package dev.yubin.auth;

import org.jspecify.annotations.NullMarked;
