package dev.yubin.standalone.transfer;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Takes all mail of a source to a target.
///
/// @param into takes INBOX, or the only mailbox, and all others below itself; null where they keep
///     their names
public record Transfer(
    MailSource source, MailTarget target, @Nullable String into, Progress progress) {

  /// What was done is in the report even when the run is cut off.
  ///
  /// @throws IOException when the source cannot be read on, or the target not written
  public void run(Report report) throws IOException {
    List<? extends MailSource.Mailbox> folders = source.folders();
    progress.begin(folders.stream().mapToLong(MailSource.Mailbox::count).sum());
    try {
      for (MailSource.Mailbox folder : folders) {
        move(folder, name(folder, folders.size()), report);
      }
    } finally {
      progress.end();
    }
  }

  private String name(MailSource.Mailbox folder, int folders) {
    if (into == null) {
      return folder.name();
    }
    boolean taken = folders == 1 || folder.name().equals(MaildirNames.INBOX);
    return taken ? into : into + "/" + folder.name();
  }

  private void move(MailSource.Mailbox folder, String name, Report report) throws IOException {
    MailTarget.Mailbox box = target.open(name);
    Report.Counts counts = report.mailbox(name);
    folder.read(
        mail -> {
          progress.step(name);
          if (box.has(mail)) {
            counts.addFound();
            return;
          }
          try {
            box.add(mail);
            counts.addMoved();
          } catch (RefusedMailException e) {
            counts.addRefused(mail.key() + ": " + e.getMessage());
          }
        });
    box.finish();
  }
}
