/// Who logs in. A name and a password become a SCRAM proof here, which mailbox-service verifies
/// over HTTP ([dev.yubin.auth.CredentialProofs]); the password stays in this process. Logins
/// that were right are remembered for a short time.
@NullMarked
package dev.yubin.smtp.login;

import org.jspecify.annotations.NullMarked;
