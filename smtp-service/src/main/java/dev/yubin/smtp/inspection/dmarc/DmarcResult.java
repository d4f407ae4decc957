package dev.yubin.smtp.inspection.dmarc;

import java.util.Optional;

/// @param fromDomain the domain of From, empty when there is none
/// @param policy what is to be done with a failure
/// @param record that the policy is of
public record DmarcResult(
    DmarcVerdict verdict,
    String fromDomain,
    DmarcPolicy policy,
    Optional<DmarcRecord> record,
    String problem) {

  static DmarcResult without(DmarcVerdict verdict, String fromDomain, String problem) {
    return new DmarcResult(verdict, fromDomain, DmarcPolicy.NONE, Optional.empty(), problem);
  }
}
