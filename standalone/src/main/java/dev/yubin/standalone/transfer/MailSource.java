package dev.yubin.standalone.transfer;

import java.io.IOException;
import java.util.List;

/// Where mail comes from.
public interface MailSource extends AutoCloseable {

  /// Its mailboxes, by name.
  List<? extends Mailbox> folders() throws IOException;

  @Override
  void close();

  /// A mailbox to read.
  interface Mailbox {

    /// With `/` between its levels; `INBOX` in capitals.
    String name();

    /// How many mails there are.
    int count();

    /// Hands over each mail, in an order that is always the same.
    void read(Sink sink) throws IOException;
  }

  /// Takes mails.
  @FunctionalInterface
  interface Sink {
    void take(Mail mail) throws IOException;
  }
}
