package dev.yubin.mailbox.imap.session;

import dev.yubin.mailbox.imap.command.QuickResync;
import dev.yubin.mailbox.imap.wire.Response;
import dev.yubin.mailbox.imap.wire.SequenceSet;
import dev.yubin.store.message.UidSet;
import java.io.IOException;
import java.util.List;

/// Tells a client that has been away what has changed (RFC 7162 §3.2.5, §3.2.6).
final class Resynchronize {
  private Resynchronize() {}

  /// Behind the responses of SELECT.
  static void onSelect(
      ImapSession session, SelectedMailbox mailbox, QuickResync known, Response out)
      throws IOException {
    if (known.uidValidity() != mailbox.mailbox().uidValidity()) {
      // RFC 7162 §3.2.5: the client sees it by itself.
      return;
    }
    UidSet uids = known.uids() == null ? mailbox.everyUid() : mailbox.named(known.uids());
    QuickResync.Match match = known.match();
    long matching = match == null ? 0 : lastMatching(mailbox, match);
    vanished(session, mailbox, uids.after(matching), known.modSeq(), out);
    UidSet changed =
        session.services().modSeqs().changedSince(mailbox.key(), known.modSeq()).intersection(uids);
    MessagePages.each(
        session,
        mailbox,
        changed.intersection(mailbox.all()),
        message ->
            Untagged.fetch(
                session,
                mailbox.sequence(message.uid()),
                message.uid(),
                true,
                message.modSeq(),
                message.flags(),
                out));
  }

  /// VANISHED (EARLIER): what is gone since, but nothing that the client still counts.
  static void vanished(
      ImapSession session, SelectedMailbox mailbox, UidSet among, long modSeq, Response out)
      throws IOException {
    UidSet gone =
        session
            .services()
            .modSeqs()
            .expungedSince(mailbox.key(), modSeq)
            .orElseGet(mailbox::everyUid)
            .intersection(among)
            .minus(mailbox.known());
    if (!gone.isEmpty()) {
      out.text("* VANISHED (EARLIER) ").text(gone.toString()).line();
    }
  }

  /// The highest UID that still has the sequence number that the client knows: of all below it, the
  /// client knows which are gone (RFC 7162 §3.2.5.2).
  static long lastMatching(SelectedMailbox mailbox, QuickResync.Match match) {
    List<SequenceSet.Range> uids = match.uids().ranges();
    long last = 0;
    int at = 0;
    long taken = 0;
    for (SequenceSet.Range sequences : match.sequences().ranges()) {
      long end = Math.min(sequences.other(), mailbox.count());
      for (long sequence = sequences.one(); sequence <= end; sequence++) {
        while (taken > uids.get(at).other() - uids.get(at).one()) {
          at++;
          taken = 0;
        }
        long uid = uids.get(at).one() + taken++;
        last = mailbox.sequence(uid) == sequence ? uid : last;
      }
    }
    return last;
  }
}
