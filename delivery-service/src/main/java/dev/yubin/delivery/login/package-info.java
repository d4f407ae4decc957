/// The client's side of SASL (RFC 4422), for hosts that take mail only from who they know: a
/// [dev.yubin.delivery.login.Login] and what the host offers give a
/// [dev.yubin.delivery.login.Mechanism], which answers the host's challenges.
@NullMarked
package dev.yubin.delivery.login;

import org.jspecify.annotations.NullMarked;
