package dev.yubin.smtp.inspection.arc;

import java.util.List;

/// @param sealers the domains that vouch, the first to handle the mail first; of a pass only
/// @param problem why it fails, for people
public record ArcResult(ArcVerdict verdict, List<String> sealers, String problem) {
  public ArcResult {
    sealers = List.copyOf(sealers);
  }

  static ArcResult failed(String problem) {
    return new ArcResult(ArcVerdict.FAIL, List.of(), problem);
  }
}
