package dev.yubin.smtp.inspection.dkim;

/// A signature or key that is not used, with the verdict that this gives.
public final class Refused extends Exception {
  private final DkimVerdict verdict;

  public Refused(DkimVerdict verdict, String problem) {
    super(problem, null, false, false);
    this.verdict = verdict;
  }

  static Refused broken(String problem) {
    return new Refused(DkimVerdict.PERMERROR, problem);
  }

  public DkimVerdict verdict() {
    return verdict;
  }

  public String problem() {
    return String.valueOf(getMessage());
  }
}
