/// Who may be written to. [dev.yubin.smtp.recipient.Directory] follows the compacted topic
/// `yubin.directory` and keeps all of it in memory, so that RCPT is decided with no call to
/// anybody; [dev.yubin.smtp.recipient.Recipients] decides.
@NullMarked
package dev.yubin.smtp.recipient;

import org.jspecify.annotations.NullMarked;
