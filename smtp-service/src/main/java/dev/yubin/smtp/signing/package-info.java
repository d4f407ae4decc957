/// The keys that mail of our domains is signed with: fetched from mailbox-service over HTTP
/// ([dev.yubin.dkim.SigningKeys]), parsed, and kept in memory for a while.
/// [dev.yubin.smtp.signing.SubmissionSigning] signs what our users send,
/// [dev.yubin.smtp.signing.ForwardSealing] seals what an alias hands on.
@NullMarked
package dev.yubin.smtp.signing;

import org.jspecify.annotations.NullMarked;
