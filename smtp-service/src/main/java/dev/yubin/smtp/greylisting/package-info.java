/// Greylisting (RFC 6647), off by default: a client that nobody knows is asked to come back,
/// which mail servers do and much spam-ware does not. [dev.yubin.smtp.greylisting.Greylist]
/// decides at RCPT from what it has in memory, and tells the other instances by the compacted
/// topic `yubin.greylist`, which each of them reads from its beginning. The topic holds hashes
/// and times, no addresses, and forgets what is older than is of use. SPF and DMARC play no
/// part: their answers come after RCPT.
@NullMarked
package dev.yubin.smtp.greylisting;

import org.jspecify.annotations.NullMarked;
