package dev.yubin.smtp.inspection.client;

/// What is wrong with the name in HELO or EHLO.
public enum HeloFact {
  /// It leads to the client's address, or is its literal.
  ITS_OWN("", false),
  /// There is no answer now.
  UNKNOWN("", false),
  /// Many honest hosts have such a name.
  ELSEWHERE("HELO does not lead to the address", false),
  /// RFC 5321 §2.3.5: only names that the DNS has are allowed.
  UNQUALIFIED("HELO is no full name", true),
  FOREIGN_LITERAL("HELO is the literal of another address", true),
  OURS("HELO is our own name", true);

  private final String problem;
  private final boolean untrue;

  HeloFact(String problem, boolean untrue) {
    this.problem = problem;
    this.untrue = untrue;
  }

  /// For people; empty when there is none.
  public String problem() {
    return problem;
  }

  /// Whether no host that is set up rightly says so.
  public boolean isUntrue() {
    return untrue;
  }
}
