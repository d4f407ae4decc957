/// The chain in which those who handled a mail vouch for what they found (RFC 8617).
/// [ArcVerifier] reads the sets of the header, takes the octets of the body as they stream by and
/// gives an [ArcResult]; [ArcSealer] goes the same way and gives the three fields of one more set.
/// Hashes and keys are those of DKIM.
@NullMarked
package dev.yubin.smtp.inspection.arc;

import org.jspecify.annotations.NullMarked;
