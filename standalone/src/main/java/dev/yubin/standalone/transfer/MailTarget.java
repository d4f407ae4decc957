package dev.yubin.standalone.transfer;

import java.io.IOException;

/// Where mail goes.
public interface MailTarget extends AutoCloseable {

  /// A mailbox, which is made where it is not there yet.
  ///
  /// @param name with `/` between its levels
  Mailbox open(String name) throws IOException;

  @Override
  void close();

  /// A mailbox to write.
  interface Mailbox {

    /// Whether a mail is there from a former run. Asked once for each.
    boolean has(Mail mail) throws IOException;

    /// @throws RefusedMailException when this one cannot be taken, whatever becomes of others
    void add(Mail mail) throws IOException;

    /// All mails were given.
    default void finish() throws IOException {}
  }
}
