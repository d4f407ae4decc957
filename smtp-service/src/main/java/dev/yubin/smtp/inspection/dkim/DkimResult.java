package dev.yubin.smtp.inspection.dkim;

import java.util.Locale;

/// What became of one signature. Texts are empty where the signature does not say them.
///
/// @param domain who signed, `d=`, in lower case
/// @param identity `i=`
/// @param signature the first octets of `b=`, to tell signatures apart (RFC 6008 §4)
/// @param problem why it is no pass, for people
public record DkimResult(
    DkimVerdict verdict,
    String domain,
    String identity,
    String selector,
    String algorithm,
    String signature,
    String problem) {

  /// The mail carries no signature.
  public static DkimResult none() {
    return new DkimResult(DkimVerdict.NONE, "", "", "", "", "", "not signed");
  }

  static DkimResult of(Tags tags, DkimVerdict verdict, String problem) {
    String b = tags.compact("b");
    return new DkimResult(
        verdict,
        tags.domain("d"),
        tags.text("i").isEmpty() ? "@" + tags.domain("d") : tags.text("i"),
        tags.text("s"),
        tags.text("a").toLowerCase(Locale.ROOT),
        b.substring(0, Math.min(8, b.length())),
        problem);
  }

  public boolean passed() {
    return verdict == DkimVerdict.PASS;
  }
}
