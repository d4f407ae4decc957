package dev.yubin.standalone.torture;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// What a fault hits.
sealed interface Target {
  String name();

  /// What may happen to it.
  List<FaultKind> kinds();

  /// Returns when the fault is over: the process was started again, or goes on.
  ///
  /// @param hold how long it lasts
  void hit(FaultKind kind, Duration hold) throws IOException, InterruptedException;

  record OfNode(Node node) implements Target {
    @Override
    public String name() {
      return node.name();
    }

    @Override
    public List<FaultKind> kinds() {
      return List.of(FaultKind.KILL, FaultKind.TERMINATE, FaultKind.PAUSE);
    }

    @Override
    public void hit(FaultKind kind, Duration hold) throws IOException, InterruptedException {
      if (kind == FaultKind.PAUSE) {
        node.pause();
        Thread.sleep(hold);
        node.goOn();
        return;
      }
      if (kind == FaultKind.KILL) {
        node.kill();
      } else {
        node.terminate();
      }
      Thread.sleep(hold);
      node.start();
    }
  }

  record OfLink(Link link) implements Target {
    @Override
    public String name() {
      return link.name();
    }

    @Override
    public List<FaultKind> kinds() {
      return List.of(FaultKind.CUT, FaultKind.SILENCE, FaultKind.FORGET);
    }

    @Override
    public void hit(FaultKind kind, Duration hold) throws InterruptedException {
      if (kind == FaultKind.CUT) {
        link.cut();
        return;
      }
      if (kind == FaultKind.FORGET) {
        link.lose();
        return;
      }
      link.silence(true);
      Thread.sleep(hold);
      link.silence(false);
    }
  }
}
