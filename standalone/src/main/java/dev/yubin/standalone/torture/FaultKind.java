package dev.yubin.standalone.torture;

/// What is done to a process.
enum FaultKind {
  /// SIGKILL, and a start after a while.
  KILL,
  /// SIGTERM, which it drains on, and a start after a while.
  TERMINATE,
  /// SIGSTOP, and SIGCONT after a while: others take over meanwhile, and it does not know.
  PAUSE
}
