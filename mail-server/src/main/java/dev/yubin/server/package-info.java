/// What every line-based TCP server of mail needs. A [dev.yubin.server.Listener] accepts, gives
/// each [dev.yubin.server.Connection] a virtual thread and hands it to a
/// [dev.yubin.server.Protocol], which reads bounded lines and writes replies until it returns.
/// Replies are flushed exactly when the session would otherwise wait for input, so that pipelined
/// commands are answered in one packet.
@NullMarked
package dev.yubin.server;

import org.jspecify.annotations.NullMarked;
