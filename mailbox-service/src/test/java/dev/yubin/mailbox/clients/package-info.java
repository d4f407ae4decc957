/// The mail programs that people use, as they are packaged, against the service as it runs. Each
/// is skipped where its program is not installed.
@NullMarked
package dev.yubin.mailbox.clients;

import org.jspecify.annotations.NullMarked;
