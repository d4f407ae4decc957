package dev.yubin.smtp.inspection.results;

import dev.yubin.smtp.content.HeaderField;
import java.util.List;

/// Writes the field Authentication-Results (RFC 8601 §2.2) and knows our own.
public final class AuthenticationResults {
  private static final String NAME = "Authentication-Results";
  private static final int MAX_COLUMN = 78;

  private AuthenticationResults() {}

  /// @param authservId who checked, for us the host's name
  public static HeaderField field(String authservId, List<Method> methods) {
    return HeaderField.of(NAME + ": " + text(authservId, methods) + "\r\n");
  }

  /// The value, folded, as ARC takes it too (RFC 8617 §4.1.1).
  public static String text(String authservId, List<Method> methods) {
    StringBuilder text = new StringBuilder(Quoting.value(authservId));
    if (methods.isEmpty()) {
      return text.append("; none").toString();
    }
    for (Method method : methods) {
      text.append(";\r\n");
      int column = 0;
      for (String word : method.words()) {
        boolean folds = column > 0 && column + word.length() + 2 > MAX_COLUMN;
        String space = folds ? "\r\n  " : " ";
        text.append(space).append(word);
        column = folds ? 2 + word.length() : column + 1 + word.length();
      }
    }
    return text.toString();
  }

  /// Whether a field claims to be of us; such ones from outside are forged (RFC 8601 §5).
  public static boolean isOurs(HeaderField field, String authservId) {
    return field.isNamed(NAME)
        && AuthservId.of(field.value()).filter(authservId::equalsIgnoreCase).isPresent();
  }
}
