/// Whether a host may send for a domain (RFC 7208). The client's address, its HELO and the reverse
/// path enter at [Spf]; the domain's record is read whole by [RecordParser], its mechanisms are
/// tried one after the other by [CheckHost], within the limits that [Lookups] keeps; one
/// [SpfResult] leaves, always. No state beyond one check.
@NullMarked
package dev.yubin.smtp.inspection.spf;

import org.jspecify.annotations.NullMarked;
