package dev.yubin.delivery.client;

import java.io.IOException;

/// The host does not want to talk to us; the connection is over.
final class RefusedException extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient Reply reply;

  RefusedException(Reply reply) {
    super(reply.text());
    this.reply = reply;
  }

  Reply reply() {
    return reply;
  }
}
