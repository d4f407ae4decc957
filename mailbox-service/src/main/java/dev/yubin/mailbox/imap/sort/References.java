package dev.yubin.mailbox.imap.sort;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The threading algorithm REFERENCES (RFC 5256 §3), with the numbers of its steps.
final class References {
  private final Map<String, ThreadNode> byId = new HashMap<>();
  private final Set<ThreadNode> nodes = new LinkedHashSet<>();

  private References() {}

  /// @param mails in the order of the mailbox
  static List<ThreadNode> threads(List<ThreadedMail> mails) {
    References references = new References();
    references.link(mails);
    List<ThreadNode> roots = references.gather();
    roots = pruned(roots);
    for (ThreadNode root : roots) {
      root.children.sort(ThreadNode.BY_DATE);
    }
    // Step 4
    roots.sort(ThreadNode.BY_DATE);
    roots = bySubject(roots);
    // Step 6. From the leaves up: a missing mail has the date of its first child.
    for (ThreadNode node : ThreadNode.preOrder(roots).reversed()) {
      node.children.sort(ThreadNode.BY_DATE);
    }
    roots.sort(ThreadNode.BY_DATE);
    return roots;
  }

  /// Step 1
  private void link(List<ThreadedMail> mails) {
    List<ThreadNode> found = mails.stream().map(ThreadNode::new).toList();
    for (ThreadNode node : found) {
      nodes.add(node);
      String id = node.mail == null ? null : node.mail.messageId();
      if (id != null) {
        // Of mails with the same identifier the first has it.
        byId.putIfAbsent(id, node);
      }
    }
    for (ThreadNode node : found) {
      if (node.mail != null) {
        link(node, node.mail.references());
      }
    }
  }

  private void link(ThreadNode node, List<String> references) {
    ThreadNode above = null;
    for (String id : references) {
      ThreadNode reference = byId.computeIfAbsent(id, i -> missing());
      if (above != null && reference.parent == null) {
        adopt(above, reference);
      }
      above = reference;
    }
    node.parent = null;
    if (above != null) {
      adopt(above, node);
    }
  }

  private ThreadNode missing() {
    ThreadNode node = new ThreadNode(null);
    nodes.add(node);
    return node;
  }

  private static void adopt(ThreadNode parent, ThreadNode child) {
    if (parent == child || (child.linked && isBelow(parent, child))) {
      return;
    }
    child.parent = parent;
    parent.linked = true;
  }

  private static boolean isBelow(ThreadNode node, ThreadNode ancestor) {
    for (@Nullable ThreadNode at = node; at != null; at = at.parent) {
      if (at == ancestor) {
        return true;
      }
    }
    return false;
  }

  /// Step 2
  private List<ThreadNode> gather() {
    List<ThreadNode> roots = new ArrayList<>();
    for (ThreadNode node : nodes) {
      (node.parent == null ? roots : node.parent.children).add(node);
    }
    return roots;
  }

  /// Step 3
  private static List<ThreadNode> pruned(List<ThreadNode> roots) {
    for (ThreadNode node : ThreadNode.preOrder(roots).reversed()) {
      List<ThreadNode> children = new ArrayList<>(node.children.size());
      for (ThreadNode child : node.children) {
        if (child.mail == null) {
          children.addAll(child.children);
        } else {
          children.add(child);
        }
      }
      node.children = children;
    }
    List<ThreadNode> kept = new ArrayList<>();
    for (ThreadNode root : roots) {
      if (root.mail == null && root.children.size() < 2) {
        kept.addAll(root.children);
      } else {
        kept.add(root);
      }
    }
    return kept;
  }

  /// Step 5
  private static List<ThreadNode> bySubject(List<ThreadNode> roots) {
    Map<String, ThreadNode> heads = new HashMap<>();
    for (ThreadNode root : roots) {
      heads.merge(root.first().subject(), root, References::head);
    }
    Map<ThreadNode, ThreadNode> merged = new LinkedHashMap<>();
    Set<ThreadNode> gone = new HashSet<>();
    for (ThreadNode root : roots) {
      String subject = root.first().subject();
      ThreadNode head = heads.get(subject);
      if (head == null || head == root || subject.isEmpty()) {
        merged.put(root, root);
        continue;
      }
      ThreadNode joined = join(head, root);
      gone.add(root);
      if (joined != head) {
        gone.add(head);
        merged.put(joined, joined);
        heads.put(subject, joined);
      }
    }
    merged.keySet().removeAll(gone);
    return new ArrayList<>(merged.keySet());
  }

  /// Step 5.B: which of two roots of one subject stands for it.
  private static ThreadNode head(ThreadNode head, ThreadNode other) {
    if (head.mail == null) {
      return head;
    }
    boolean better = other.mail == null || (head.mail.reply() && !other.mail.reply());
    return better ? other : head;
  }

  /// Step 5.C
  ///
  /// @return the head, or a new one above both
  private static ThreadNode join(ThreadNode head, ThreadNode root) {
    if (head.mail == null && root.mail == null) {
      head.children.addAll(root.children);
      return head;
    }
    if (head.mail == null || (root.mail != null && root.mail.reply() && !head.mail.reply())) {
      head.children.add(root);
      return head;
    }
    ThreadNode both = new ThreadNode(null);
    both.children.add(head);
    both.children.add(root);
    return both;
  }
}
