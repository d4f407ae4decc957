package dev.yubin.mailbox.imap.sort;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A mail with those that answer it, or a place where a mail is missing. Threads may be as deep as
/// the mailbox is large: nothing here recurs.
public final class ThreadNode {
  /// For places whose children are sorted.
  static final Comparator<ThreadNode> BY_DATE =
      Comparator.comparing(ThreadNode::first, ThreadedMail.BY_DATE);

  final @Nullable ThreadedMail mail;
  @Nullable ThreadNode parent;
  boolean linked;
  List<ThreadNode> children = new ArrayList<>(0);

  ThreadNode(@Nullable ThreadedMail mail) {
    this.mail = mail;
  }

  /// 0 for a mail that is missing.
  public long uid() {
    return mail == null ? 0 : mail.uid();
  }

  public List<ThreadNode> children() {
    return children;
  }

  /// The mail itself, or the first one below where it is missing.
  ThreadedMail first() {
    ThreadNode node = this;
    while (node.mail == null) {
      node = node.children.getFirst();
    }
    return node.mail;
  }

  /// All nodes at and below some, each before its children.
  static List<ThreadNode> preOrder(List<ThreadNode> roots) {
    List<ThreadNode> order = new ArrayList<>(roots);
    for (int i = 0; i < order.size(); i++) {
      order.addAll(order.get(i).children);
    }
    return order;
  }
}
