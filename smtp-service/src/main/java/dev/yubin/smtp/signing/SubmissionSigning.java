package dev.yubin.smtp.signing;

import dev.yubin.mail.EmailAddress;
import dev.yubin.mime.Address;
import dev.yubin.smtp.content.Examination;
import dev.yubin.smtp.content.HeaderField;
import dev.yubin.smtp.content.Judgement;
import dev.yubin.smtp.content.MailHeader;
import dev.yubin.smtp.inspection.dkim.DkimSigner;
import dev.yubin.smtp.inspection.dkim.DkimSigning;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Signs one mail while it passes, for the domain of its From (RFC 6376 §5). A mail whose domain is
/// not ours goes on unsigned.
public final class SubmissionSigning implements Examination {
  private final DomainKeys keys;
  private final Predicate<String> ours;
  private final InstantSource clock;
  private Optional<DkimSigning> signing = Optional.empty();

  /// @param ours whether a domain is hosted here; nobody is asked about others
  public SubmissionSigning(DomainKeys keys, Predicate<String> ours, InstantSource clock) {
    this.keys = keys;
    this.ours = ours;
    this.clock = clock;
  }

  @Override
  public void header(MailHeader received, MailHeader kept) {
    signing = author(kept).filter(ours).flatMap(this::signer).map(signer -> signer.begin(kept));
  }

  private static Optional<String> author(MailHeader header) {
    return header
        .first("From")
        .map(HeaderField::value)
        .map(Address::parse)
        .orElse(List.of())
        .stream()
        .flatMap(address -> address.emailAddress().stream())
        .map(EmailAddress::domain)
        .findFirst();
  }

  private Optional<DkimSigner> signer(String domain) {
    List<DkimSigner.Key> found = keys.of(domain);
    return found.isEmpty() ? Optional.empty() : Optional.of(new DkimSigner(domain, found, clock));
  }

  @Override
  public void body(byte[] octets, int offset, int length) {
    signing.ifPresent(one -> one.write(octets, offset, length));
  }

  @Override
  public Judgement judge() {
    return Judgement.accepting(signing.map(DkimSigning::finish).orElse(List.of()));
  }
}
