/// The HTTP contract by which a service that signs mail gets the DKIM keys (RFC 6376) of a domain
/// from the service that keeps them.
@NullMarked
package dev.yubin.dkim;

import org.jspecify.annotations.NullMarked;
