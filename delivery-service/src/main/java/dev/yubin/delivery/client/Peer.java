package dev.yubin.delivery.client;

import dev.yubin.delivery.client.Access.Protocol;

/// The host at the other end of a session.
///
/// @param offered in its last answer to EHLO
record Peer(String name, Protocol protocol, Capabilities offered) {

  /// RFC 2033 §4.2: whether it answers once a recipient after the final dot.
  boolean answersEach() {
    return protocol == Protocol.LMTP;
  }
}
