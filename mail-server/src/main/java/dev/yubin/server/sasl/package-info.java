/// SASL (RFC 4422) mechanisms, apart from the protocol that carries them and from who knows the
/// accounts. [dev.yubin.server.sasl.SaslMechanisms] knows which there are and begins one; the
/// client's octets go in, challenges come out, and at last a verdict by an
/// [dev.yubin.server.sasl.Authenticator], a [dev.yubin.server.sasl.ScramKeeper] or a
/// [dev.yubin.server.sasl.TokenVerifier].
@NullMarked
package dev.yubin.server.sasl;

import org.jspecify.annotations.NullMarked;
