package dev.yubin.smtp.recipient;

import dev.yubin.directory.DirectoryEntry;
import dev.yubin.mail.EmailAddress;
import dev.yubin.smtp.command.SmtpReply;
import dev.yubin.srs.SenderRewriting;
import java.net.InetAddress;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/// Decides whom a client may write to, and as whom. Safe for use by many threads.
public final class Recipients {
  private static final SmtpReply NOT_READY =
      SmtpReply.of(451, "4.3.0", "The directory is not read yet, try again later");

  /// RFC 3463 §3.3: X.2.2, mailbox full. For now: its owner may make room.
  private static final SmtpReply FULL =
      SmtpReply.of(452, "4.2.2", "The mailbox is full, try again when its owner has made room");

  /// RFC 5321 §4.1.3: what stands around the address itself.
  private static final Pattern LITERAL_MARKS = Pattern.compile("\\[(?:IPv6:)?|\\]");

  private final Directory directory;
  private final BooleanSupplier directoryRead;
  private final String hostname;
  private final Optional<SenderRewriting> rewriting;

  /// @param directoryRead whether all that stood in the directory at the start is known
  /// @param hostname where `<Postmaster>` is looked for first
  /// @param rewriting that of the senders of forwarded mail, where that is done
  public Recipients(
      Directory directory,
      BooleanSupplier directoryRead,
      String hostname,
      Optional<SenderRewriting> rewriting) {
    this.directory = directory;
    this.directoryRead = directoryRead;
    this.hostname = hostname;
    this.rewriting = rewriting;
  }

  /// The answer to one RCPT.
  public sealed interface Verdict {
    /// @param identity what two spellings of one recipient share
    record Accepted(EmailAddress address, String identity) implements Verdict {}

    record Refused(SmtpReply reply) implements Verdict {}
  }

  /// @param forwardPath empty for `<Postmaster>`
  /// @param here the address of this host that the client is connected to
  /// @param mayRelay whether the client may write to foreign domains
  public Verdict judge(Optional<EmailAddress> forwardPath, InetAddress here, boolean mayRelay) {
    if (!directoryRead.getAsBoolean()) {
      return new Verdict.Refused(NOT_READY);
    }
    if (forwardPath.isEmpty()) {
      return judgePostmaster("Postmaster");
    }
    EmailAddress address = forwardPath.get();
    if (isLiteral(address.domain(), here)) {
      // RFC 5321 §4.1.3: this host, and none of the domains that it hosts.
      return isPostmaster(address)
          ? judgePostmaster(address.toString())
          : unknown(address.toString());
    }
    return judge(address, mayRelay);
  }

  /// RFC 5321 §4.5.1: the postmaster of this host is somebody here, if anybody is.
  private Verdict judgePostmaster(String name) {
    return directory
        .postmaster(hostname)
        .<Verdict>map(found -> new Verdict.Accepted(found, found.key()))
        .orElseGet(() -> unknown(name));
  }

  private static boolean isPostmaster(EmailAddress address) {
    return address.localPart().equalsIgnoreCase("postmaster");
  }

  private static boolean isLiteral(String domain, InetAddress of) {
    return domain.startsWith("[")
        && InetAddress.ofLiteral(LITERAL_MARKS.matcher(domain).replaceAll("")).equals(of);
  }

  private Verdict judge(EmailAddress address, boolean mayRelay) {
    if (directory.hasDomain(address.domain())) {
      return judgeOurs(address);
    }
    // RFC 5321 §2.4: the case of a local part means what its own host takes it for.
    return mayRelay
        ? new Verdict.Accepted(address, address.toString())
        : new Verdict.Refused(SmtpReply.of(550, "5.7.1", "Relaying is not allowed"));
  }

  private Verdict judgeOurs(EmailAddress address) {
    // Before a catch-all. Where it leads is delivery-service's to read.
    if (rewriting.flatMap(r -> r.restored(address)).isPresent()) {
      return new Verdict.Accepted(address, address.key());
    }
    Optional<DirectoryEntry> entry = directory.find(address);
    if (entry.isPresent()) {
      return entry.get() instanceof DirectoryEntry.Account account && account.hasNoRoom()
          ? new Verdict.Refused(FULL)
          : new Verdict.Accepted(address, address.key());
    }
    if (directory.isRelayDomain(address.domain())) {
      return new Verdict.Accepted(address, address.toString());
    }
    // RFC 5321 §4.5.1: at each domain there is somebody; where nobody was named, he of another.
    Optional<EmailAddress> other =
        isPostmaster(address) ? directory.postmaster(address.domain()) : Optional.empty();
    return other
        .<Verdict>map(found -> new Verdict.Accepted(found, found.key()))
        // Said in the dialogue, so that nobody gets a bounce for what he did not send.
        .orElseGet(() -> unknown(address.toString()));
  }

  private static Verdict unknown(String name) {
    return new Verdict.Refused(SmtpReply.of(550, "5.1.1", "No such user here: " + name));
  }

  public boolean isOurDomain(String name) {
    return directory.hasDomain(name);
  }

  /// Whether mail to an address of ours goes on to other hosts.
  public boolean handsOn(EmailAddress address) {
    return directory.leadsOut(address);
  }

  /// Whether an account may send with a reverse-path (RFC 6409 §6.1).
  ///
  /// @return empty when it may, else what the client is told
  public Optional<SmtpReply> refusalToSendAs(EmailAddress reversePath, EmailAddress account) {
    if (directory.belongsTo(reversePath, account)) {
      return Optional.empty();
    }
    return Optional.of(
        directoryRead.getAsBoolean()
            ? SmtpReply.of(553, "5.7.1", "That sender address does not belong to your account")
            : NOT_READY);
  }
}
