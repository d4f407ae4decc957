package dev.yubin.standalone.transfer;

import jakarta.mail.MessagingException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Set;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.protocol.BODY;
import org.eclipse.angus.mail.imap.protocol.FetchResponse;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;
import org.jspecify.annotations.Nullable;

/// A mailbox that is read. No flag changes by that.
record ImapSourceFolder(IMAPFolder folder, String name, int count) implements MailSource.Mailbox {

  @Override
  public void read(MailSource.Sink sink) throws IOException {
    ImapAccount.each(
        folder,
        message -> {
          long uid = folder.getUID(message);
          Date received = message.getReceivedDate();
          Instant date = received == null ? Instant.EPOCH : received.toInstant();
          Set<String> flags = ImapFlags.names(message.getFlags());
          sink.take(
              new Mail(
                  folder.getUIDValidity() + "." + uid,
                  date.truncatedTo(ChronoUnit.SECONDS),
                  flags,
                  MailHeader.identity(message.getHeader("Message-ID"), message.getSize()),
                  () -> octets(uid)));
        });
  }

  /// By UID: sequence numbers may have moved.
  private byte[] octets(long uid) throws IOException {
    try {
      Object octets = folder.doCommand(protocol -> fetch(protocol, uid));
      if (octets instanceof byte[] mail) {
        return mail;
      }
      throw new RefusedMailException("it is gone");
    } catch (MessagingException e) {
      throw ImapAccount.failure(e);
    }
  }

  private static byte @Nullable [] fetch(IMAPProtocol protocol, long uid) throws ProtocolException {
    Response[] responses = protocol.command("UID FETCH " + uid + " (BODY.PEEK[])", null);
    protocol.handleResult(responses[responses.length - 1]);
    for (Response response : responses) {
      BODY body = response instanceof FetchResponse fetched ? fetched.getItem(BODY.class) : null;
      ByteArrayInputStream octets = body == null ? null : body.getByteArrayInputStream();
      if (octets != null) {
        return octets.readAllBytes();
      }
    }
    return null;
  }
}
