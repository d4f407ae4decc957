/// The certificate and the settings by which connections are encrypted: from a Spring SSL bundle,
/// or self-signed where none is given.
@NullMarked
package dev.yubin.server.tls;

import org.jspecify.annotations.NullMarked;
