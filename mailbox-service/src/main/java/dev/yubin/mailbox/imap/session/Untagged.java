package dev.yubin.mailbox.imap.session;

import dev.yubin.mailbox.imap.wire.Response;
import dev.yubin.store.mailbox.Mailbox;
import dev.yubin.store.message.Flags;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Untagged responses that more than one command writes.
final class Untagged {
  private Untagged() {}

  static void exists(ImapSession session, int messages, Response out) throws IOException {
    out.text("* ").number(messages).text(" EXISTS").line();
    if (!session.speaksRev2()) {
      // RFC 3501 §7.3.2 wants RECENT; that a session is the first to hear of a message is not kept
      // (RFC 9051 §E has dropped it).
      out.text("* 0 RECENT").line();
    }
  }

  /// How a mailbox is called now (RFC 9051 §6.3.9.7), which IMAP4rev2 alone tells unasked.
  ///
  /// @param oldName what the client called it, null for the same
  static void list(
      ImapSession session,
      List<String> attributes,
      String name,
      @Nullable String oldName,
      Response out)
      throws IOException {
    if (!session.speaksRev2()) {
      return;
    }
    out.text("* LIST (").text(String.join(" ", attributes)).text(") \"/\" ").mailbox(name);
    if (oldName != null) {
      out.text(" (\"OLDNAME\" (").mailbox(oldName).text("))");
    }
    out.line();
  }

  /// What a mailbox is marked with, whatever is below it.
  static List<String> attributes(Mailbox mailbox) {
    List<String> attributes = new ArrayList<>();
    if (mailbox.subscribed()) {
      attributes.add("\\Subscribed");
    }
    if (mailbox.specialUse() != null) {
      attributes.add(mailbox.specialUse());
    }
    return attributes;
  }

  static void expunge(Response out, int sequence) throws IOException {
    out.text("* ").number(sequence).text(" EXPUNGE").line();
  }

  /// RFC 7162 §3.1.2.1
  static void highestModSeq(Response out, long modSeq) throws IOException {
    out.text("* OK [HIGHESTMODSEQ ").number(modSeq).text("] Highest mod-sequence").line();
  }

  /// How a message is now.
  ///
  /// @param withUid whether its UID is told
  /// @param modSeq 0 where it is not told
  /// @param flags null where they are not told
  static void fetch(
      ImapSession session,
      int sequence,
      long uid,
      boolean withUid,
      long modSeq,
      @Nullable Flags flags,
      Response out)
      throws IOException {
    beginFetch(session, sequence, uid, out);
    String separator = "";
    if (withUid && !session.knowsUidsOnly()) {
      out.text("UID ").number(uid);
      separator = " ";
    }
    if (modSeq > 0) {
      out.text(separator).text("MODSEQ (").number(modSeq).text(')');
      separator = " ";
    }
    if (flags != null) {
      flags(out.text(separator), flags);
    }
    out.text(')').line();
  }

  /// `FETCH (`, or `UIDFETCH (` that begins with the UID (RFC 9586 §3.3).
  static void beginFetch(ImapSession session, int sequence, long uid, Response out) {
    if (session.knowsUidsOnly()) {
      out.text("* ").number(uid).text(" UIDFETCH (");
    } else {
      out.text("* ").number(sequence).text(" FETCH (");
    }
  }

  static Response flags(Response out, Flags flags) {
    out.text("FLAGS (");
    String separator = "";
    for (String name : flags.names()) {
      out.text(separator).text(name);
      separator = " ";
    }
    return out.text(')');
  }
}
