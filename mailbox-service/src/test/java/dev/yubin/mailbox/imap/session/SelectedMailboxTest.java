package dev.yubin.mailbox.imap.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yubin.mailbox.imap.command.MessageSet;
import dev.yubin.mailbox.imap.wire.BadSyntaxException;
import dev.yubin.mailbox.imap.wire.SequenceSet;
import dev.yubin.store.mailbox.Mailbox;
import dev.yubin.store.mailbox.MailboxKey;
import dev.yubin.store.message.Snapshot;
import org.junit.jupiter.api.Test;

class SelectedMailboxTest {

  private static SelectedMailbox mailbox(int... uids) {
    Mailbox row = new Mailbox(new MailboxKey(1, 2), "INBOX", null, true, 3, Integer.MAX_VALUE, 4);
    return new SelectedMailbox(new Snapshot(row, uids, 0), false);
  }

  private static String resolve(SelectedMailbox mailbox, String set, boolean uid)
      throws BadSyntaxException {
    return mailbox.resolve(new MessageSet(SequenceSet.parse(set), uid)).toString();
  }

  @Test
  void meansUidsBySequenceNumbers() throws BadSyntaxException {
    SelectedMailbox mailbox = mailbox(3, 7, 8, 20);
    assertThat(resolve(mailbox, "1", false)).isEqualTo("3");
    assertThat(resolve(mailbox, "2:3", false)).isEqualTo("7:8");
    assertThat(resolve(mailbox, "*:3,1", false)).isEqualTo("3,8:20");
    assertThat(resolve(mailbox, "*", false)).isEqualTo("20");
    assertThatThrownBy(() -> resolve(mailbox, "2:5", false)).isInstanceOf(BadSyntaxException.class);
  }

  @Test
  void meansNoUidThatTheClientDoesNotKnow() throws BadSyntaxException {
    SelectedMailbox mailbox = mailbox(3, 7);
    assertThat(resolve(mailbox, "1:4294967295", true)).isEqualTo("1:7");
    assertThat(resolve(mailbox, "8", true)).isEmpty();
    // RFC 9051 §9: "*" is the last message, whichever end it stands at.
    assertThat(resolve(mailbox, "9:*", true)).isEqualTo("7");
  }

  @Test
  void meansNothingByAStarInAnEmptyMailbox() throws BadSyntaxException {
    assertThat(resolve(mailbox(), "1:*", false)).isEmpty();
    assertThat(resolve(mailbox(), "1:*", true)).isEmpty();
  }

  @Test
  void ordersUidsBeyondTwoToThe31() {
    SelectedMailbox mailbox = mailbox(5, (int) 3_000_000_000L, (int) 4_294_967_295L);
    assertThat(mailbox.sequence(3_000_000_000L)).isEqualTo(2);
    assertThat(mailbox.sequence(4_294_967_295L)).isEqualTo(3);
    assertThat(mailbox.sequence(6)).isZero();
    assertThat(mailbox.lastUid()).isEqualTo(4_294_967_295L);
  }

  @Test
  void takesExpungedMessagesOutFromTheEnd() {
    SelectedMailbox mailbox = mailbox(1, 2, 3, 4, 5);
    mailbox.expungedLater(2, 5);
    mailbox.expungedLater(5, 6);
    mailbox.expungedLater(9, 7);
    assertThat(mailbox.takeExpunged()).containsExactly(5, 2);
    assertThat(mailbox.count()).isEqualTo(3);
    assertThat(mailbox.sequence(4)).isEqualTo(3);
    mailbox.append(6);
    assertThat(mailbox.sequence(6)).isEqualTo(4);
  }

  @Test
  void cutsPagesByMessagesThatThereAre() {
    SelectedMailbox mailbox = mailbox(1, 10, 20, 30);
    assertThat(mailbox.first(2, mailbox.all())).hasToString("1:10");
    assertThat(mailbox.first(2, mailbox.all().after(10))).hasToString("20:30");
    assertThat(mailbox.first(2, mailbox.all().after(30)).isEmpty()).isTrue();
  }
}
