package dev.yubin.smtp.inspection.dkim;

import dev.yubin.smtp.content.HeaderField;
import dev.yubin.smtp.content.MailHeader;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/// What a signature covers and how: the tags that DKIM-Signature and the signatures of ARC share
/// (RFC 6376 §3.5).
///
/// @param names the names of `h=`, empty in an ARC-Seal
/// @param limit octets of the body that are signed, `l=`, or [Long#MAX_VALUE]
public record Terms(
    Algorithm algorithm,
    byte[] signature,
    byte[] bodyHash,
    Canonicalization header,
    Canonicalization body,
    String domain,
    String selector,
    List<String> names,
    long limit) {
  private static final int MAX_NAMES = 300;
  private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

  /// @throws Refused when it cannot be verified, whatever the mail
  public static Terms message(Tags tags, Instant now) throws Refused {
    require(tags, "a", "b", "bh", "d", "h", "s");
    String[] forms = (tags.has("c") ? tags.compact("c") : "simple").split("/", 3);
    List<String> names = Arrays.stream(tags.compact("h").split(":")).toList();
    if (names.size() > MAX_NAMES || forms.length > 2) {
      throw Refused.broken("signature is malformed");
    }
    checkQueryAndTime(tags, now);
    return new Terms(
        Algorithm.of(tags.compact("a")),
        base64(tags, "b"),
        base64(tags, "bh"),
        Canonicalization.of(forms[0]),
        Canonicalization.of(forms.length == 2 ? forms[1] : "simple"),
        tags.domain("d"),
        tags.domain("s"),
        names,
        tags.has("l") ? number(tags, "l") : Long.MAX_VALUE);
  }

  /// An ARC-Seal: it covers no body, and is always relaxed (RFC 8617 §4.1.3).
  public static Terms seal(Tags tags) throws Refused {
    require(tags, "a", "b", "d", "s");
    return new Terms(
        Algorithm.of(tags.compact("a")),
        base64(tags, "b"),
        new byte[0],
        Canonicalization.RELAXED,
        Canonicalization.RELAXED,
        tags.domain("d"),
        tags.domain("s"),
        List.of(),
        0);
  }

  /// The octets of a header that the signature covers.
  ///
  /// @param own the signature's field
  public byte[] covered(MailHeader mail, HeaderField own) {
    return SignedFields.octets(mail, names, own, header);
  }

  private static void checkQueryAndTime(Tags tags, Instant now) throws Refused {
    if (tags.has("q") && !List.of(tags.compact("q").split(":")).contains("dns/txt")) {
      throw Refused.broken("unknown way to query the key");
    }
    long signed = tags.has("t") ? number(tags, "t") : 0;
    long expires = tags.has("x") ? number(tags, "x") : Long.MAX_VALUE;
    if (expires <= signed) {
      throw Refused.broken("signature expires before it is made");
    }
    if (expires < now.getEpochSecond()) {
      throw new Refused(DkimVerdict.FAIL, "signature has expired");
    }
  }

  private static void require(Tags tags, String... names) throws Refused {
    for (String name : names) {
      if (tags.text(name).isEmpty()) {
        throw Refused.broken("signature has no " + name + "=");
      }
    }
  }

  private static long number(Tags tags, String name) throws Refused {
    if (!NUMBER.matcher(tags.text(name)).matches()) {
      throw Refused.broken(name + "= is no number");
    }
    return Long.parseLong(tags.text(name));
  }

  private static byte[] base64(Tags tags, String name) throws Refused {
    try {
      return Base64.getDecoder().decode(tags.compact(name));
    } catch (IllegalArgumentException e) {
      throw Refused.broken(name + "= is not base64");
    }
  }
}
