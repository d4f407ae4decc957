/// The certificates and the settings by which connections are encrypted: from Spring SSL bundles,
/// or self-signed where none is given. [dev.yubin.server.tls.ServerTls] encrypts,
/// [dev.yubin.server.tls.TlsFacts] tells what came of it.
@NullMarked
package dev.yubin.server.tls;

import org.jspecify.annotations.NullMarked;
