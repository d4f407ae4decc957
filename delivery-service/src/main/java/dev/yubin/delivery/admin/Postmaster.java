package dev.yubin.delivery.admin;

import dev.yubin.admin.AdminGate;
import dev.yubin.store.queue.Actor;
import jakarta.servlet.http.HttpServletRequest;

/// Who acts on the queue.
public final class Postmaster {
  private Postmaster() {}

  /// Whom a request that has passed the gate is of.
  public static Actor of(HttpServletRequest request) {
    return new Actor(AdminGate.NAME, request.getRemoteAddr());
  }
}
