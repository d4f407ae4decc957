package dev.yubin.mailbox.imap.session;

import dev.yubin.mailbox.imap.command.AppendInput;
import dev.yubin.mailbox.imap.wire.BadSyntaxException;
import dev.yubin.store.message.MailWriter;
import dev.yubin.store.message.NewMail;
import dev.yubin.store.message.Quota;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Takes in the mails of APPEND and REPLACE, of which no mailbox has anything yet. A client that
/// waits to be asked for octets is refused before it sends them. RFC 6855 §4, not done: octets
/// above 127 in a header are taken without UTF8=ACCEPT too, as old mail that is moved here has
/// them.
final class MailIntake {
  private static final int MAX_MAILS = 100;

  /// RFC 3502 §6.3.11
  private static final Completion EMPTY = Completion.no("CANNOT", "Mail is empty");

  private final ImapSession session;
  private final CatenatedUrls urls;
  private final Quota quota;
  private final long freed;
  private final int going;
  private final List<NewMail> mails = new ArrayList<>();
  private @Nullable Completion refusal;

  /// Octets of the mails before the one that is being taken.
  private long taken;

  /// @param freed octets of what goes when the mails come
  /// @param going how many messages go then
  MailIntake(ImapSession session, Account account, long freed, int going) {
    this.session = session;
    this.urls = new CatenatedUrls(session, account);
    this.quota = session.services().quotas().of(account.id());
    this.freed = freed;
    this.going = going;
  }

  /// Takes all mails there are.
  ///
  /// @return false when one is refused, and with it all
  boolean takeAll(AppendInput input) throws IOException, BadSyntaxException {
    boolean more = true;
    while (more && refusal == null) {
      more = takeNext(input);
    }
    return refusal == null;
  }

  /// Takes one mail.
  ///
  /// @return false when it is refused
  /// @throws BadSyntaxException when another one follows
  boolean takeOne(AppendInput input) throws IOException, BadSyntaxException {
    takeNext(input);
    if (refusal == null) {
      input.end();
    }
    return refusal == null;
  }

  List<NewMail> mails() {
    return mails;
  }

  Completion refusal() {
    return refusal == null ? Completion.NONE : refusal;
  }

  private boolean takeNext(AppendInput input) throws IOException, BadSyntaxException {
    AppendInput.Head head = input.nextMail();
    if (head == null) {
      return false;
    }
    if (mails.size() == MAX_MAILS) {
      refusal = Completion.no("LIMIT", "At most " + MAX_MAILS + " mails a command");
      return false;
    }
    if (!mails.isEmpty()) {
      mails.getLast().writer().spill();
    }
    MailWriter writer = session.services().writers().get();
    for (var piece = input.nextPiece(); piece != null; piece = input.nextPiece()) {
      switch (piece) {
        case AppendInput.Piece.Text text -> {
          if (mayTake(input, writer, text.literal().size())) {
            text.literal().copyTo(writer);
          }
        }
        case AppendInput.Piece.Url url -> take(url.url(), writer);
      }
      if (refusal != null) {
        return false;
      }
    }
    if (writer.size() == 0) {
      refusal = EMPTY;
      return false;
    }
    taken += writer.size();
    Instant date = head.internalDate().orElseGet(Instant::now);
    mails.add(new NewMail(writer, head.flags(), date));
    return true;
  }

  private boolean mayTake(AppendInput input, MailWriter writer, long octets) {
    if (octets == 0 && !input.isCatenated()) {
      refusal = EMPTY;
    }
    return refusal == null && hasRoom(writer, octets);
  }

  private boolean hasRoom(MailWriter writer, long octets) {
    long size = writer.size() + octets;
    if (size > session.services().limits().maxMail()) {
      refusal = Completion.no("TOOBIG", "Mail too large");
    } else if (!quota.hasRoomFor(taken + size - freed, mails.size() + 1 - going)) {
      refusal = TellQuota.OVER;
    }
    return refusal == null;
  }

  private void take(String url, MailWriter writer) throws IOException {
    Optional<CatenatedUrls.Part> part = urls.find(url);
    if (part.isEmpty()) {
      // RFC 4469 §4.1
      refusal = Completion.no("BADURL " + CatenatedUrls.written(url), "There is no such part");
    } else if (hasRoom(writer, part.get().length())) {
      part.get().copyTo(writer);
    }
  }
}
