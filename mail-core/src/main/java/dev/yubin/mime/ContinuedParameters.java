package dev.yubin.mime;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Joins the pieces of RFC 2231 §3 for IMAP (RFC 2231 §6): `name*0`, `name*1*`, … become one
/// `name`, or `name*` when a piece is in the extended form of RFC 2231 §4.1; charset and percent
/// escapes stay, as clients know it from other servers. Joined ones go last. A set with a piece
/// missing stays in pieces.
final class ContinuedParameters {
  private static final Pattern PIECE = Pattern.compile("([^*]+)\\*(0|[1-9]\\d{0,3})(\\*?)");

  private record Piece(String name, int number, boolean extended, Parameter parameter) {}

  private ContinuedParameters() {}

  static List<Parameter> join(List<Parameter> parameters) {
    List<Parameter> joined = new ArrayList<>();
    Map<String, List<Piece>> sets = new LinkedHashMap<>();
    for (Parameter parameter : parameters) {
      Matcher matcher = PIECE.matcher(parameter.name());
      if (parameter.name().indexOf('*') > 0 && matcher.matches()) {
        Piece piece =
            new Piece(
                matcher.group(1),
                Integer.parseInt(matcher.group(2)),
                !matcher.group(3).isEmpty(),
                parameter);
        sets.computeIfAbsent(piece.name().toLowerCase(Locale.ROOT), n -> new ArrayList<>())
            .add(piece);
      } else {
        joined.add(parameter);
      }
    }
    sets.values().forEach(set -> joinSet(set, joined));
    return joined;
  }

  private static void joinSet(List<Piece> set, List<Parameter> joined) {
    // RFC 2231 §3: the pieces may stand in any order.
    set.sort(Comparator.comparingInt(Piece::number));
    for (int i = 0; i < set.size(); i++) {
      if (set.get(i).number() != i) {
        set.forEach(piece -> joined.add(piece.parameter()));
        return;
      }
    }
    boolean extended = set.stream().anyMatch(Piece::extended);
    StringBuilder value = new StringBuilder();
    for (Piece piece : set) {
      String text = piece.parameter().value();
      value.append(extended && !piece.extended() ? escaped(text) : text);
    }
    String name = set.getFirst().name();
    joined.add(new Parameter(extended ? name + "*" : name, value.toString()));
  }

  /// `ext-octet` of RFC 2231 §7 for what is no `attribute-char`.
  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c >= 127 || "*'%()<>@,;:\\\"/[]?=".indexOf(c) >= 0) {
        escaped.append('%').append(String.format(Locale.ROOT, "%02X", (int) c));
      } else {
        escaped.append(c);
      }
    }
    return escaped.toString();
  }
}
