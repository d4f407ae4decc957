/// Hands out the DKIM keys of our domains to the services that sign, over HTTP
/// ([dev.yubin.dkim.SigningKeys]). State is in the table `dkim_key`.
@NullMarked
package dev.yubin.mailbox.dkim;

import org.jspecify.annotations.NullMarked;
