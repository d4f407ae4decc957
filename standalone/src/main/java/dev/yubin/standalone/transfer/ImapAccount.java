package dev.yubin.standalone.transfer;

import jakarta.mail.FetchProfile;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.UIDFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPStore;

/// An account on an IMAP server, to read from or to write to. For one thread.
public final class ImapAccount implements MailSource, MailTarget {
  private static final int BATCH = 500;
  private static final FetchProfile PROFILE = profile();

  private final IMAPStore store;

  /// @param store logged in; closed with this
  public ImapAccount(IMAPStore store) {
    this.store = store;
  }

  private static FetchProfile profile() {
    FetchProfile profile = new FetchProfile();
    profile.add(UIDFolder.FetchProfileItem.UID);
    profile.add(FetchProfile.Item.FLAGS);
    profile.add(FetchProfile.Item.SIZE);
    profile.add(IMAPFolder.FetchProfileItem.INTERNALDATE);
    profile.add("Message-ID");
    return profile;
  }

  @Override
  public List<ImapSourceFolder> folders() throws IOException {
    try {
      List<ImapSourceFolder> folders = new ArrayList<>();
      for (Folder folder : store.getDefaultFolder().list("*")) {
        if ((folder.getType() & Folder.HOLDS_MESSAGES) != 0) {
          folders.add(
              new ImapSourceFolder((IMAPFolder) folder, nameOf(folder), folder.getMessageCount()));
        }
      }
      return folders;
    } catch (MessagingException e) {
      throw failure(e);
    }
  }

  /// In the form of [MailSource.Mailbox]; what stands for `/` in a name cannot be kept.
  private static String nameOf(Folder folder) throws MessagingException {
    char separator = folder.getSeparator();
    String name = folder.getFullName();
    return separator == '/' ? name : name.replace('/', '_').replace(separator, '/');
  }

  @Override
  public ImapTargetFolder open(String name) throws IOException {
    try {
      char separator = store.getDefaultFolder().getSeparator();
      IMAPFolder folder = (IMAPFolder) store.getFolder(name.replace('/', separator));
      if (!folder.exists()) {
        if (!folder.create(Folder.HOLDS_MESSAGES)) {
          throw new IOException("The mailbox " + name + " cannot be made");
        }
        folder.setSubscribed(true);
      }
      return ImapTargetFolder.of(folder);
    } catch (MessagingException e) {
      throw failure(e);
    }
  }

  /// What is to be known of messages before their octets are read.
  interface Seen {
    void see(Message message) throws MessagingException, IOException;
  }

  /// Shows all messages of a folder in their order.
  static void each(IMAPFolder folder, Seen seen) throws IOException {
    try {
      folder.open(Folder.READ_ONLY);
      try {
        int count = folder.getMessageCount();
        for (int first = 1; first <= count; first += BATCH) {
          Message[] batch = folder.getMessages(first, Math.min(count, first + BATCH - 1));
          folder.fetch(batch, PROFILE);
          for (Message message : batch) {
            if (!message.isExpunged()) {
              seen.see(message);
            }
          }
          Arrays.fill(batch, null);
        }
      } finally {
        folder.close(false);
      }
    } catch (MessagingException e) {
      throw failure(e);
    }
  }

  static IOException failure(MessagingException e) {
    return new IOException("The IMAP server says: " + e.getMessage(), e);
  }

  @Override
  public void close() {
    try {
      store.close();
    } catch (MessagingException e) {
      // The connection is gone already, which is what was wanted.
    }
  }
}
