package dev.yubin.mime;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// `address` of RFC 9051 §9: an address of a header field, or the start or end of a group.
///
/// @param route the obsolete source route (RFC 5322 §4.4, `obs-domain-list`)
/// @param mailbox the local part without quotes, a group's name at its start, null at its end
/// @param host null at the start and the end of a group
record Address(
    @Nullable String name,
    @Nullable String route,
    @Nullable String mailbox,
    @Nullable String host) {
  static final Address GROUP_END = new Address(null, null, null, null);

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
