package dev.yubin.mailbox.imap.command;

import dev.yubin.mailbox.imap.wire.SequenceSet;
import dev.yubin.store.message.FlagChange;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// A command, sorted by the state it needs (RFC 9051 §6). Names of mailboxes are decoded; those
/// that name one as an argument have passed [MailboxNames].
public sealed interface ImapCommand {

  /// In the words of the RFC, for metrics and logs.
  default String name() {
    return getClass().getSimpleName().toUpperCase(Locale.ROOT);
  }

  /// RFC 9051 §6.1
  sealed interface Anytime extends ImapCommand {}

  /// RFC 9051 §6.2
  sealed interface BeforeLogin extends ImapCommand {}

  /// RFC 9051 §6.3
  sealed interface OnAccount extends ImapCommand {}

  /// RFC 9051 §6.4
  sealed interface OnMailbox extends ImapCommand {}

  record Capability() implements Anytime {}

  record Noop() implements Anytime {}

  record Logout() implements Anytime {}

  /// RFC 2971
  record Id() implements Anytime {}

  record StartTls() implements BeforeLogin {}

  record Login(String user, String password) implements BeforeLogin {}

  /// @param initialResponse decoded, null when there is none (RFC 4959)
  record Authenticate(String mechanism, byte @Nullable [] initialResponse) implements BeforeLogin {}

  /// RFC 5161
  record Enable(List<String> capabilities) implements OnAccount {}

  /// RFC 4978
  record Compress(String mechanism) implements OnAccount {}

  /// RFC 8437
  record Unauthenticate() implements OnAccount {}

  /// RFC 9208 §4.1.2
  record GetQuota(String root) implements OnAccount {}

  /// RFC 9208 §4.1.3
  record GetQuotaRoot(String mailbox) implements OnAccount {}

  /// RFC 9208 §4.1.3
  record SetQuota(String root) implements OnAccount {}

  /// RFC 2342
  record Namespace() implements OnAccount {}

  /// @param condStore whether the client wants mod-sequences from here on (RFC 7162 §3.1.8)
  /// @param resync what it knows of the mailbox, null for nothing
  record Select(
      GivenName mailbox, boolean readOnly, boolean condStore, @Nullable QuickResync resync)
      implements OnAccount {
    @Override
    public String name() {
      return readOnly ? "EXAMINE" : "SELECT";
    }
  }

  /// @param specialUse attribute of RFC 6154 §3, null for none
  record Create(GivenName mailbox, @Nullable String specialUse) implements OnAccount {}

  record Delete(GivenName mailbox) implements OnAccount {}

  record Rename(GivenName mailbox, String newName) implements OnAccount {}

  record Subscribe(String mailbox, boolean subscribed) implements OnAccount {
    @Override
    public String name() {
      return subscribed ? "SUBSCRIBE" : "UNSUBSCRIBE";
    }
  }

  /// LIST with the extensions of RFC 5258, RFC 5819 and RFC 6154.
  record ListMailboxes(String reference, List<String> patterns, ListOptions options)
      implements OnAccount {
    @Override
    public String name() {
      return options.lsub() ? "LSUB" : "LIST";
    }
  }

  record Status(String mailbox, List<StatusItem> items) implements OnAccount {}

  /// One that goes on while it is carried out.
  sealed interface TakesMails extends ImapCommand {}

  record Append(String mailbox, AppendInput mails) implements OnAccount, TakesMails {}

  /// RFC 5464 §4.2
  ///
  /// @param mailbox null for the server
  /// @param depth how many levels below the entries are told
  /// @param maxSize octets of the values that are told
  record GetMetadata(
      @Nullable String mailbox, List<String> entries, int depth, OptionalLong maxSize)
      implements OnAccount {}

  /// RFC 5464 §4.3
  ///
  /// @param mailbox null for the server
  /// @param values by entry, null to remove one
  /// @param tooLarge whether a value is larger than may be
  record SetMetadata(
      @Nullable String mailbox, Map<String, byte @Nullable []> values, boolean tooLarge)
      implements OnAccount {
    /// Octets.
    public static final int MAX_VALUE = 8 * 1024;
  }

  /// RFC 7377
  ///
  /// @param returns what is to be told of each mailbox, null for all
  record MultiSearch(List<MailboxFilter> sources, SearchKey key, @Nullable SearchReturn returns)
      implements OnAccount {
    @Override
    public String name() {
      return "ESEARCH";
    }
  }

  /// RFC 2177
  record Idle() implements OnAccount {}

  record Check() implements OnMailbox {}

  record Close() implements OnMailbox {}

  /// RFC 3691
  record Unselect() implements OnMailbox {}

  /// @param uids which ones alone (RFC 4315 §2.1), empty for all
  record Expunge(Optional<SequenceSet> uids) implements OnMailbox {}

  /// @param partial which of the messages, null for all (RFC 9394 §3.3)
  /// @param since null for all of them
  record Fetch(
      MessageSet messages,
      List<FetchItem> items,
      @Nullable PartialRange partial,
      @Nullable ChangedSince since)
      implements OnMailbox {}

  /// @param unchangedSince those messages alone that have not changed above it (RFC 7162 §3.1.3),
  ///     empty for all
  record Store(MessageSet messages, FlagChange change, boolean silent, OptionalLong unchangedSince)
      implements OnMailbox {}

  record Copy(MessageSet messages, String mailbox) implements OnMailbox {}

  /// RFC 6851
  record Move(MessageSet messages, String mailbox) implements OnMailbox {}

  /// RFC 8508
  ///
  /// @param message the one that goes
  /// @param mailbox the one that the mail comes into
  record Replace(MessageSet message, String mailbox, AppendInput mails)
      implements OnMailbox, TakesMails {}

  /// @param returns what is to be told (RFC 4731), null for a SEARCH response
  /// @param uid whether UIDs are told
  record Search(SearchKey key, @Nullable SearchReturn returns, boolean uid) implements OnMailbox {}

  /// RFC 5256 §3
  ///
  /// @param keys at least one
  /// @param returns what is to be told (RFC 5267 §3), null for a SORT response
  record Sort(List<SortKey> keys, SearchKey key, @Nullable SearchReturn returns, boolean uid)
      implements OnMailbox {}

  /// RFC 5256 §3
  record Thread(ThreadAlgorithm algorithm, SearchKey key, boolean uid) implements OnMailbox {}
}
