package dev.yubin.standalone.transfer;

import jakarta.mail.MessagingException;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.eclipse.angus.mail.iap.BadCommandException;
import org.eclipse.angus.mail.iap.CommandFailedException;
import org.eclipse.angus.mail.iap.Literal;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;
import org.jspecify.annotations.Nullable;

/// A mailbox that is written. A mail is there already when one of its date and identity is; as many
/// as are there are not copied again, so that two that are alike both arrive.
final class ImapTargetFolder implements MailTarget.Mailbox {
  private final IMAPFolder folder;
  private final Map<Known, Integer> there;

  private record Known(Instant date, String identity) {}

  private record Octets(byte[] mail) implements Literal {
    @Override
    public int size() {
      return mail.length;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      out.write(mail);
    }
  }

  private ImapTargetFolder(IMAPFolder folder, Map<Known, Integer> there) {
    this.folder = folder;
    this.there = there;
  }

  static ImapTargetFolder of(IMAPFolder folder) throws IOException {
    Map<Known, Integer> there = new HashMap<>();
    ImapAccount.each(
        folder,
        message -> {
          Date received = message.getReceivedDate();
          there.merge(
              new Known(
                  (received == null ? Instant.EPOCH : received.toInstant())
                      .truncatedTo(ChronoUnit.SECONDS),
                  MailHeader.identity(message.getHeader("Message-ID"), message.getSize())),
              1,
              Integer::sum);
        });
    return new ImapTargetFolder(folder, there);
  }

  @Override
  public boolean has(Mail mail) {
    Known known = new Known(mail.date(), mail.identity());
    int left = there.getOrDefault(known, 0);
    there.put(known, Math.max(0, left - 1));
    return left > 0;
  }

  @Override
  public void add(Mail mail) throws IOException {
    Octets literal = new Octets(mail.octets().read());
    try {
      Object refusal = folder.doCommand(protocol -> append(protocol, mail, literal));
      if (refusal != null) {
        throw new RefusedMailException(refusal.toString());
      }
    } catch (MessagingException e) {
      throw ImapAccount.failure(e);
    }
  }

  /// @return what the server has against this mail, null when it has taken it
  private @Nullable String append(IMAPProtocol protocol, Mail mail, Octets literal)
      throws ProtocolException {
    OptionalLong most = appendLimit(protocol);
    if (most.isPresent() && literal.size() > most.getAsLong()) {
      return "it has %d octets, and the server takes %d"
          .formatted(literal.size(), most.getAsLong());
    }
    try {
      protocol.append(
          folder.getFullName(), ImapFlags.of(mail.flags()), Date.from(mail.date()), literal);
      return null;
    } catch (CommandFailedException | BadCommandException e) {
      return e.getMessage();
    }
  }

  /// RFC 7889 §3. A server may end the connection at a larger literal that it is not asked for
  /// (RFC 7888 §4).
  private static OptionalLong appendLimit(IMAPProtocol protocol) {
    return protocol.getCapabilities().keySet().stream()
        .filter(name -> name.matches("APPENDLIMIT=[0-9]{1,18}"))
        .mapToLong(name -> Long.parseLong(name.substring("APPENDLIMIT=".length())))
        .findFirst();
  }
}
