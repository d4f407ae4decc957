package dev.yubin.standalone.transfer;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetHeaders;
import java.io.ByteArrayInputStream;
import org.jspecify.annotations.Nullable;

/// What a mail's header says.
final class MailHeader {
  private MailHeader() {}

  /// What a mail is known by on both sides of a transfer.
  ///
  /// @param messageId as the field stands in the header, null where there is none
  static String identity(String @Nullable [] messageId, long size) {
    return messageId == null || messageId.length == 0 ? "size " + size : messageId[0].strip();
  }

  static String identity(byte[] octets) {
    return identity(fields(octets).getHeader("Message-ID"), octets.length);
  }

  static InternetHeaders fields(byte[] octets) {
    try {
      return new InternetHeaders(new ByteArrayInputStream(octets));
    } catch (MessagingException e) {
      throw new IllegalStateException("Reading octets does not fail", e);
    }
  }
}
