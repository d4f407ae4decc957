/// What the DNS says about a client and a sender. A question enters; it is answered from the memory
/// of this process for as long as the answer's TTL, or by dns-resolver-service over HTTP, equal
/// questions at one time once. Whatever goes wrong on the way is a temporary failure. State: the
/// answers that still hold.
@NullMarked
package dev.yubin.smtp.inspection.dns;

import org.jspecify.annotations.NullMarked;
