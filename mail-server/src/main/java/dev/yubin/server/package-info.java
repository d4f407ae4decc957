/// What every line-based TCP server of mail needs. A [dev.yubin.server.Listener] accepts and
/// gives each [dev.yubin.server.Connection] a virtual thread. Who connects is known from the
/// socket, or from a trusted proxy's header; where there is room, TLS begins if the port is
/// so, and the connection is handed to a [dev.yubin.server.Protocol], which reads bounded
/// lines and writes replies until it returns. Replies are flushed exactly when the session
/// would otherwise wait for input, so that pipelined commands are answered in one packet.
/// While it waits it has hardly any buffer, and neither reading, writing nor a handshake may
/// take for ever.
@NullMarked
package dev.yubin.server;

import org.jspecify.annotations.NullMarked;
