/// Clients of SASL mechanisms, and an issuer of tokens, for tests of the protocols that carry them.
@NullMarked
package dev.yubin.testing.sasl;

import org.jspecify.annotations.NullMarked;
