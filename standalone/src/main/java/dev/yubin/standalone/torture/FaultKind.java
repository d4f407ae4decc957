package dev.yubin.standalone.torture;

/// What is done to a process, or to the network between an instance and PostgreSQL.
enum FaultKind {
  /// SIGKILL, and a start after a while.
  KILL,
  /// SIGTERM, which it drains on, and a start after a while.
  TERMINATE,
  /// SIGSTOP, and SIGCONT after a while: others take over meanwhile, and it does not know.
  PAUSE,
  /// Every connection of a link is broken.
  CUT,
  /// A link swallows everything for a while.
  SILENCE,
  /// A link has forgotten the connections that there were, as a firewall does that starts anew.
  FORGET;

  /// Whether what it hits is as it was when it is over, but for the time that has passed.
  boolean isPause() {
    return this == PAUSE || this == SILENCE;
  }
}
