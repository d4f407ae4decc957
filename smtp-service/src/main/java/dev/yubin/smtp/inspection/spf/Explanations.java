package dev.yubin.smtp.inspection.spf;

import dev.yubin.dns.DnsAnswer;
import dev.yubin.dns.RecordType;
import java.util.Optional;

/// What a domain has to say to a client that fails (RFC 7208 §6.2). Whatever is wrong with it,
/// there is none.
final class Explanations {
  /// Room for it in a reply; longer texts are cut.
  private static final int MAX_LENGTH = 400;

  private final Lookups lookups;
  private final Macros macros;

  Explanations(Lookups lookups, Macros macros) {
    this.lookups = lookups;
    this.macros = macros;
  }

  Optional<String> find(CheckHost.Outcome outcome) {
    if (outcome.verdict() != Verdict.FAIL || outcome.explanation().isEmpty()) {
      return Optional.empty();
    }
    try {
      String domain = outcome.domain();
      return text(macros.domain(outcome.explanation().get(), domain)).map(t -> expand(t, domain));
    } catch (SpfException e) {
      return Optional.empty();
    }
  }

  private Optional<String> text(String name) {
    return lookups.ask(RecordType.TXT, name) instanceof DnsAnswer.Found found
            && found.values().size() == 1
            && found.values().getFirst().length() <= MAX_LENGTH
        ? Optional.of(found.values().getFirst())
        : Optional.empty();
  }

  private String expand(String text, String domain) {
    // A local part may have any character; the reply that this becomes part of may not.
    String expanded = macros.text(MacroString.text(text), domain).replaceAll("[^ -~]", "?");
    return expanded.substring(0, Math.min(MAX_LENGTH, expanded.length()));
  }
}
