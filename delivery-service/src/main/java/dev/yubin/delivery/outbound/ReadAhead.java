package dev.yubin.delivery.outbound;

import dev.yubin.mail.MailId;
import dev.yubin.store.mail.MailContent;
import dev.yubin.store.outbound.OutboundMail;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The octets of the mails of a run, those of small ones read several at a time: a statement for
/// each would cost as much as sending it. For one thread.
final class ReadAhead {
  /// Octets that are held at most.
  private static final long MOST = 256 * 1024;

  private final MailContent content;
  private final List<OutboundMail> mails;
  private final Map<MailId, byte[]> held = new HashMap<>();

  /// @param mails in the order in which they are likely to go
  ReadAhead(MailContent content, List<OutboundMail> mails) {
    this.content = content;
    this.mails = List.copyOf(mails);
  }

  /// @param mail of the run
  InputStream open(OutboundMail mail) {
    if (mail.size() > MOST) {
      return content.open(mail.mail());
    }
    if (!held.containsKey(mail.mail())) {
      held.clear();
      held.putAll(content.firstChunks(next(mail)));
    }
    byte[] octets = held.get(mail.mail());
    return octets != null && octets.length == mail.size()
        ? new ByteArrayInputStream(octets)
        : content.open(mail.mail());
  }

  /// A mail and those behind it, as many as may be held.
  private Set<MailId> next(OutboundMail mail) {
    Set<MailId> next = new LinkedHashSet<>();
    long octets = 0;
    for (OutboundMail one : mails.subList(mails.indexOf(mail), mails.size())) {
      octets += one.size();
      if (octets > MOST) {
        break;
      }
      next.add(one.mail());
    }
    return next;
  }
}
