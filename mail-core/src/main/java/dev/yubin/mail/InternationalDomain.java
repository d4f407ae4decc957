package dev.yubin.mail;

import com.ibm.icu.text.IDNA;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Domain names in ASCII: IDNA2008 (RFC 5891), with what users type mapped as UTS 46 says, and not
/// in its transitional way: `faß.de` is not `fass.de`, which may be somebody else's.
final class InternationalDomain {
  private static final IDNA UTS46 =
      IDNA.getUTS46Instance(
          IDNA.NONTRANSITIONAL_TO_ASCII
              | IDNA.USE_STD3_RULES
              // RFC 5893, and RFC 5892 App. A.
              | IDNA.CHECK_BIDI
              | IDNA.CHECK_CONTEXTJ
              | IDNA.CHECK_CONTEXTO);

  /// Where there is nothing to map or to decode.
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9.-]*+");

  private InternationalDomain() {}

  /// @return U-labels as A-labels, all in lower case; empty when a label is neither valid A-label,
  ///     U-label nor of letters, digits and hyphens. Whether those are well placed is not looked at
  static Optional<String> toAscii(String domain) {
    String lowerCase = domain.toLowerCase(Locale.ROOT);
    if (PLAIN.matcher(domain).matches() && !lowerCase.contains("xn--")) {
      return Optional.of(lowerCase);
    }
    IDNA.Info info = new IDNA.Info();
    StringBuilder ascii = UTS46.nameToASCII(domain, new StringBuilder(), info);
    return info.hasErrors() ? Optional.empty() : Optional.of(ascii.toString());
  }
}
