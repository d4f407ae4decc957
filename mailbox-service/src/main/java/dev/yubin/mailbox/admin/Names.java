package dev.yubin.mailbox.admin;

import dev.yubin.admin.Problem;
import dev.yubin.mail.EmailAddress;
import java.net.URI;
import java.util.regex.Pattern;
import org.springframework.web.util.UriComponentsBuilder;

/// Domains and addresses as requests give them.
final class Names {
  /// What a path segment of a URL does not carry through every proxy, or SMTP only in quotes.
  private static final Pattern AWKWARD = Pattern.compile("[/%\\\\\"\\s;]");

  private Names() {}

  static String domain(String text) {
    return EmailAddress.domain(text)
        .filter(name -> !name.startsWith("["))
        .orElseThrow(() -> Problem.invalid("name: is not a domain name"));
  }

  /// The address of an account or alias that is to be made here.
  static EmailAddress newAddress(String text) {
    EmailAddress address = anyAddress(text, "address");
    if (AWKWARD.matcher(address.toString()).find() || address.domain().startsWith("[")) {
      throw Problem.invalid(
          "address: must be local-part@domain with no quotes, spaces, '/' or '%' in it");
    }
    return address;
  }

  /// The address of an alias that is to be made here, or `@domain` for whom nothing else stands.
  static String newAlias(String text) {
    return text.startsWith("@") ? "@" + domain(text.substring(1)) : newAddress(text).key();
  }

  /// The alias that a path names.
  static String aliasInPath(String text) {
    return text.startsWith("@") ? "@" + domain(text.substring(1)) : inPath(text).key();
  }

  static EmailAddress anyAddress(String text, String field) {
    return EmailAddress.parse(text)
        .orElseThrow(() -> Problem.invalid(field + ": is not an e-mail address"));
  }

  /// The address that a path names.
  static EmailAddress inPath(String text) {
    return EmailAddress.parse(text).orElseThrow(() -> Problem.unknown(text));
  }

  static URI location(String collection, String name) {
    return UriComponentsBuilder.fromPath("/api/v1/" + collection)
        .pathSegment(name)
        .encode()
        .build()
        .toUri();
  }
}
