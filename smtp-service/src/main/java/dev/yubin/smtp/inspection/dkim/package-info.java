/// Signatures over a mail (RFC 6376). [DkimVerifier] is given the header, asks for the keys, then
/// takes the octets of the body as they stream by and gives a [DkimResult] for each signature;
/// [DkimSigner] goes the same way and gives fields to put on top. Nothing of the body is kept. ARC
/// signs in the same manner and shares the parts: [Tags], [Terms], [SignedFields], [BodyDigests]
/// and [Keys].
@NullMarked
package dev.yubin.smtp.inspection.dkim;

import org.jspecify.annotations.NullMarked;
