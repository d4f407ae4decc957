package dev.yubin.smtp.session;

import dev.yubin.mail.EmailAddress;
import dev.yubin.mime.Address;
import dev.yubin.smtp.command.SmtpReply;
import dev.yubin.smtp.content.HeaderField;
import dev.yubin.smtp.content.MailHeader;
import dev.yubin.smtp.recipient.Recipients;
import java.util.List;
import java.util.Optional;

/// Whether an account may call itself what the header says (RFC 6409 §6.1): each address of From
/// must be its own.
record FromCheck(Recipients recipients) {
  private static final SmtpReply NO_FROM =
      SmtpReply.of(550, "5.6.0", "The mail needs one From field with an address (RFC 5322 3.6)");
  private static final SmtpReply NOT_YOURS =
      SmtpReply.of(550, "5.7.1", "The From address does not belong to your account");

  Optional<SmtpReply> objection(MailHeader header, SessionState state) {
    return state.isTrusted()
        ? Optional.empty()
        : state.account().flatMap(account -> objection(header, account));
  }

  private Optional<SmtpReply> objection(MailHeader header, EmailAddress account) {
    List<Address> authors =
        header.first("From").map(HeaderField::value).map(Address::parse).orElse(List.of()).stream()
            .filter(address -> !address.isGroupBoundary())
            .toList();
    // More than one field is shown by one mail program and not by the next.
    if (authors.isEmpty() || header.count("From") > 1) {
      return Optional.of(NO_FROM);
    }
    return authors.stream().allMatch(author -> belongsTo(author, account))
        ? Optional.empty()
        : Optional.of(NOT_YOURS);
  }

  private boolean belongsTo(Address author, EmailAddress account) {
    return author
        .emailAddress()
        .filter(address -> recipients.refusalToSendAs(address, account).isEmpty())
        .isPresent();
  }
}
