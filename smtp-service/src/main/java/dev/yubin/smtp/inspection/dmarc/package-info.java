/// Whether a mail is from whom From says (RFC 9989, DMARC): [Dmarc] takes the domain of From and
/// the domains for which SPF and DKIM passed, finds the domain's policy by a walk up the DNS tree
/// and says whether one of the passes is aligned and, if not, what the domain asks for. It keeps
/// nothing.
@NullMarked
package dev.yubin.smtp.inspection.dmarc;

import org.jspecify.annotations.NullMarked;
