package dev.yubin.smtp.inspection.spf;

/// Ends a check early with an error of the record or of the DNS. Never leaves this package.
final class SpfException extends RuntimeException {
  private final Verdict verdict;

  private SpfException(Verdict verdict, String problem) {
    super(problem, null, false, false);
    this.verdict = verdict;
  }

  static SpfException permanent(String problem) {
    return new SpfException(Verdict.PERMERROR, problem);
  }

  static SpfException temporary(String problem) {
    return new SpfException(Verdict.TEMPERROR, problem);
  }

  Verdict verdict() {
    return verdict;
  }

  String problem() {
    return String.valueOf(getMessage());
  }
}
