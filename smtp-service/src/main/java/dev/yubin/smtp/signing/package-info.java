/// The keys that mail of our domains is signed with: fetched from mailbox-service over HTTP
/// ([dev.yubin.dkim.SigningKeys]), parsed, and kept in memory for a while.
@NullMarked
package dev.yubin.smtp.signing;

import org.jspecify.annotations.NullMarked;
