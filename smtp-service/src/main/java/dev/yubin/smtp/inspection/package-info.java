/// Judges mail from outside. An [dev.yubin.smtp.inspection.Inspector] begins with each mail: facts
/// of its client and its reverse-path are asked for while the octets still arrive, signatures are
/// checked while they pass. Of what was found an `Authentication-Results` field is made, or a
/// refusal where the sender's domain asks for it or a property does. What goes on to other hosts is
/// sealed with these results.
@NullMarked
package dev.yubin.smtp.inspection;

import org.jspecify.annotations.NullMarked;
