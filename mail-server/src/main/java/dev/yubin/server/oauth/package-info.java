/// Logins with an access token of an OpenID Connect issuer. The token of a SASL exchange enters
/// [dev.yubin.server.oauth.JwtVerifier], which checks it with the issuer's keys and asks whoever
/// has the accounts for the one that it names. State is the issuer's keys, for some minutes.
@NullMarked
package dev.yubin.server.oauth;

import org.jspecify.annotations.NullMarked;
