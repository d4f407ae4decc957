package dev.yubin.smtp.inspection.client;

import dev.yubin.mail.EmailAddress;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// A list of addresses in the DNS (RFC 5782).
///
/// @param zone where the list is, such as `zen.spamhaus.org`
/// @param kind whether its addresses are unwanted or welcome
/// @param action what an address on a list of kind `block` earns
/// @param codes the answers that count, such as `127.0.0.2`; all when empty
public record AddressList(
    String zone,
    @DefaultValue("block") Kind kind,
    @DefaultValue("reject") Action action,
    @DefaultValue List<String> codes) {
  private static final String PROPERTY = "yubin.smtp.inspection.lists";

  /// What a list is of.
  public enum Kind {
    BLOCK,
    ALLOW
  }

  /// What an entry means for a mail.
  public enum Action {
    REJECT,
    MARK
  }

  public AddressList {
    if (zone.startsWith("[") || !EmailAddress.domain(zone).equals(Optional.of(zone))) {
      throw new IllegalArgumentException(
          PROPERTY + ".zone=" + zone + " must be a domain like zen.spamhaus.org");
    }
    codes = List.copyOf(codes);
    for (String code : codes) {
      if (!ListAnswer.isCode(code)) {
        throw new IllegalArgumentException(
            PROPERTY + ".codes=" + code + " must be an address like 127.0.0.2");
      }
    }
  }

  /// Whether an answer of the list is one that counts.
  boolean counts(String code) {
    // RFC 5782 §2.1: entries are within 127.0.0.0/8; others come from a zone that was given up.
    return ListAnswer.isCode(code) && (codes.isEmpty() || codes.contains(code));
  }
}
