/// Who logs in. A name and a password become a SCRAM proof here, which mailbox-service verifies
/// over HTTP ([dev.yubin.auth.CredentialProofs]); the password stays in this process. Access tokens
/// are checked here with their issuer's keys, and mailbox-service is asked for the account. Logins
/// that were right are remembered for a short time.
@NullMarked
package dev.yubin.smtp.login;

import org.jspecify.annotations.NullMarked;
