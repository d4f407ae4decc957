/// SASL (RFC 4422) mechanisms, apart from the protocol that carries them and from who knows the
/// accounts.
@NullMarked
package dev.yubin.server.sasl;

import org.jspecify.annotations.NullMarked;
