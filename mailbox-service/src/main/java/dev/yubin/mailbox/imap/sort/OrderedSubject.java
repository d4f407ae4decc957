package dev.yubin.mailbox.imap.sort;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The threading algorithm ORDEREDSUBJECT (RFC 5256 §3).
final class OrderedSubject {
  private OrderedSubject() {}

  static List<ThreadNode> threads(List<ThreadedMail> mails) {
    // The first of a subject by date heads its thread, and threads are in the order of heads.
    Map<String, ThreadNode> heads = new LinkedHashMap<>();
    mails.stream()
        .sorted(ThreadedMail.BY_DATE)
        .forEach(
            mail -> {
              ThreadNode node = new ThreadNode(mail);
              ThreadNode head = heads.putIfAbsent(mail.subject(), node);
              if (head != null) {
                head.children.add(node);
              }
            });
    return new ArrayList<>(heads.values());
  }
}
