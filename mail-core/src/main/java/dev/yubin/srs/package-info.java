/// Reverse-paths of forwarded mail, rewritten into a domain of ours so that SPF (RFC 7208 §2.4)
/// finds us to be their sender, and turned back for the DSNs that come to them. Whoever forwards
/// makes an address by [dev.yubin.srs.SenderRewriting#rewritten]; whoever receives for it reads it
/// by [dev.yubin.srs.SenderRewriting#restored]. All that is needed stands in the address; a digest
/// under a secret of the installation keeps strangers from making one.
@NullMarked
package dev.yubin.srs;

import org.jspecify.annotations.NullMarked;
