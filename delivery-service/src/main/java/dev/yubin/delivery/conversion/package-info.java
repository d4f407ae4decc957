/// Mail for hosts that do not take it as it is: [dev.yubin.delivery.conversion.Conversion] looks
/// through a mail once and says whether it fits; where it does not, its bodies that have octets
/// which the host lacks go as quoted-printable or base64, part by part, and the rest as it is. What
/// is read is streamed; of a mail no more than one header is held.
@NullMarked
package dev.yubin.delivery.conversion;

import org.jspecify.annotations.NullMarked;
