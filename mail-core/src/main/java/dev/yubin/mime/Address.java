package dev.yubin.mime;

import dev.yubin.mail.EmailAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `address` of RFC 9051 §9: an address of a header field, or the start or end of a group.
///
/// @param route the obsolete source route (RFC 5322 §4.4, `obs-domain-list`)
/// @param mailbox the local part without quotes, a group's name at its start, null at its end
/// @param host null at the start and the end of a group
public record Address(
    @Nullable String name,
    @Nullable String route,
    @Nullable String mailbox,
    @Nullable String host) {
  static final Address GROUP_END = new Address(null, null, null, null);

  /// Reads the addresses of a field such as From. Groups show as their start and their end.
  ///
  /// @param value unfolded
  public static List<Address> parse(String value) {
    List<Address> addresses = new ArrayList<>();
    new AddressParser(value, new Allowance(), addresses).parse();
    return addresses;
  }

  public boolean isGroupBoundary() {
    return host == null;
  }

  /// @return empty for what SMTP could not carry
  public Optional<EmailAddress> emailAddress() {
    if (mailbox == null || host == null) {
      return Optional.empty();
    }
    return EmailAddress.domain(host)
        .map(domain -> new EmailAddress(mailbox, domain))
        // Once more as a whole: the local part was read by the wider grammar of RFC 5322 §4.4.
        .flatMap(address -> EmailAddress.parse(address.toString()));
  }

  static Address groupStart(String name) {
    return new Address(null, null, name, null);
  }

  /// `env-from` and its like: NIL when there is no address.
  static String list(List<Address> addresses) {
    if (addresses.isEmpty()) {
      return "NIL";
    }
    ImapText out = new ImapText();
    out.raw('(');
    for (Address address : addresses) {
      out.raw('(').nstring(address.name).space().nstring(address.route).space();
      out.nstring(address.mailbox).space().nstring(address.host).raw(')');
    }
    return out.raw(')').toString();
  }
}
