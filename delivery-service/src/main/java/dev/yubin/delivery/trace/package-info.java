/// What became of a mail, for the postmaster who asks by mail id, Message-ID or address. The rows
/// are written where the mail's state changes; here they are read, and swept by age.
@NullMarked
package dev.yubin.delivery.trace;

import org.jspecify.annotations.NullMarked;
